namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Custom resources against the schema of their definition.</summary>
public abstract class SchemaConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Create_UnknownFields_ArePruned()
    {
        var made = await MakeAsync(
            Widgets,
            Widget("a", """{"size":1,"extra":1,"parts":[{"name":"x","more":2}],"free":{"anything":{"goes":[1]}}}""")
        );
        made["spec.extra"].ShouldBeNull();
        made["spec.parts.0.more"].ShouldBeNull();
        made["spec.free"]!.ToJsonString().ShouldBe("""{"anything":{"goes":[1]}}""");
    }

    [Fact]
    public async Task Create_PreservingKind_KeepsEverything() =>
        (await MakeAsync(Gadgets, Gadget("g", rest: ""","spec":{"deep":{"er":[{"x":1.5}]}},"top":true""")))["spec"]!
            .ToJsonString()
            .ShouldBe("""{"deep":{"er":[{"x":1.5}]}}""");

    [Fact]
    public async Task Create_Defaults_AreFilledIn()
    {
        var made = await MakeAsync(Widgets, Widget("a", """{"size":1,"parts":[{"name":"x"},{"name":"y","count":5}]}"""));
        ((string)made["spec.color"]!).ShouldBe("red");
        ((int)made["spec.parts.0.count"]!).ShouldBe(1);
        ((int)made["spec.parts.1.count"]!).ShouldBe(5);
    }

    [Fact]
    public async Task Create_Null_IsDefaultedOrDroppedUnlessNullable()
    {
        var made = await MakeAsync(Widgets, Widget("a", """{"size":1,"color":null,"code":null,"note":null}"""));
        ((string)made["spec.color"]!).ShouldBe("red");
        made["spec"]!.AsObject().ContainsKey("code").ShouldBeFalse();
        made["spec"]!.AsObject().ContainsKey("note").ShouldBeTrue();
    }

    [Fact]
    public async Task Create_UnknownFieldUnderStrictValidation_IsBadRequest()
    {
        var answer = (await StrictlyAsync(Widget("a", """{"size":1,"extra":1}"""))).ShouldFail(400, "BadRequest");
        answer.Message!.ShouldContain("unknown field \"spec.extra\"");
    }

    [Fact]
    public async Task Create_DuplicateFieldUnderStrictValidation_IsBadRequest() =>
        (await StrictlyAsync(Widget("a", """{"size":1,"size":2}"""))).ShouldFail(400, "BadRequest");

    [Theory]
    [InlineData("{}", "spec.size", "FieldValueRequired")]
    [InlineData("""{"size":"x"}""", "spec.size", "FieldValueTypeInvalid")]
    [InlineData("""{"size":1.5}""", "spec.size", "FieldValueTypeInvalid")]
    [InlineData("""{"size":0}""", "spec.size", "FieldValueInvalid")]
    [InlineData("""{"size":101}""", "spec.size", "FieldValueInvalid")]
    [InlineData("""{"size":1,"color":"blue"}""", "spec.color", "FieldValueNotSupported")]
    [InlineData("""{"size":1,"code":"ABC"}""", "spec.code", "FieldValueInvalid")]
    [InlineData("""{"size":1,"code":"ab"}""", "spec.code", "FieldValueInvalid")]
    [InlineData("""{"size":1,"code":"abcd"}""", "spec.code", "FieldValueTooLong")]
    [InlineData("""{"size":1,"tags":["a","b","c","d"]}""", "spec.tags", "FieldValueTooMany")]
    [InlineData("""{"size":1,"tags":["a","a"]}""", "spec.tags[1]", "FieldValueDuplicate")]
    [InlineData("""{"size":1,"parts":[{"count":1}]}""", "spec.parts[0].name", "FieldValueRequired")]
    [InlineData("""{"size":1,"limits":{"cpu":1}}""", "spec.limits.cpu", "FieldValueTypeInvalid")]
    [InlineData("""{"size":1,"choice":{"a":"1","b":"2"}}""", "<nil>", "FieldValueInvalid")]
    public async Task Create_AgainstTheSchema_NamesTheField(string spec, string field, string reason)
    {
        var answer = (await Api.PostAsync(Widgets, Widget("a", spec))).ShouldFail(422, "Invalid");
        var causes = answer["details.causes"]!.AsArray().Select(c => $"{(string)c!["field"]!} {(string)c["reason"]!}");
        causes.ShouldContain(Cluster.Minor >= 24 ? $"{field} {reason}" : $"{FieldBefore24(field)} {ReasonBefore24(reason)}");
        ((string)answer["details.kind"]!).ShouldBe("Widget");
    }

    [Theory]
    [InlineData("""{"size":100,"code":"abc","tags":["a"],"limits":{"cpu":"1"},"choice":{"a":"1"}}""")]
    [InlineData("""{"size":1,"note":null}""")]
    [InlineData("""{"size":1,"limits":{"cpu":""}}""")]
    public async Task Create_WithinTheSchema_IsMade(string spec) => await MakeAsync(Widgets, Widget("a", spec));

    [Theory]
    [InlineData("80", 201)]
    [InlineData("\"http\"", 201)]
    [InlineData("true", 422)]
    public async Task Create_IntOrString_IsEither(string port, int code)
    {
        await DefineAsync(ConformanceResources.Sockets);
        var body = $$$"""{"apiVersion":"conformance.example.com/v1","kind":"Socket","metadata":{"name":"s"},"port":{{{port}}}}""";
        (await Api.PostAsync($"{Group}/namespaces/{Namespace}/sockets", body)).ShouldBe(code);
    }

    [Fact]
    public async Task Create_TypeFault_IsWordedLikeTheRealOne() =>
        (await Api.PostAsync(Widgets, Widget("a", """{"size":"x"}"""))).Message.ShouldBe(
            "Widget.conformance.example.com \"a\" is invalid: spec.size: Invalid value: \"string\": spec.size in body must be of type integer: \"string\""
        );

    [Fact]
    public async Task Create_WithoutKind_IsBadRequest() =>
        (await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"size":1}}""")).ShouldFail(400, "BadRequest");

    /// <summary>Older servers leave out which item of a list it is about, but for duplicates.</summary>
    private static string FieldBefore24(string field) => field.Replace("[0]", "", StringComparison.Ordinal);

    private static string ReasonBefore24(string reason) =>
        reason is "FieldValueTypeInvalid" or "FieldValueTooLong" or "FieldValueTooMany" ? "FieldValueInvalid" : reason;

    private Task<ApiAnswer> StrictlyAsync(string body)
    {
        Needs(25, "field validation");
        return Api.PostAsync(Widgets + "?fieldValidation=Strict", body);
    }
}
