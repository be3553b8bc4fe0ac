namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>CustomResourceDefinitions themselves.</summary>
public abstract class DefinitionConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    [Fact]
    public async Task Create_Definition_ServesItsResource()
    {
        var group = await DefineGroupAsync();
        (await Api.GetAsync($"/apis/{group}/v1/namespaces/{Namespace}/things")).ShouldBe(200).ItemNames.ShouldBeEmpty();
        var definition = (await Api.GetAsync($"{Definitions}/things.{group}")).ShouldBe(200);
        ((string)definition["status.acceptedNames.plural"]!).ShouldBe("things");
        ((string)definition["status.storedVersions.0"]!).ShouldBe("v1");
    }

    [Fact]
    public async Task Create_SecondVersion_ServesTheSameObjects()
    {
        var group = await DefineGroupAsync();
        await MakeAsync($"/apis/{group}/v1/namespaces/{Namespace}/things", Thing(group, "v1"));
        var read = (await Api.GetAsync($"/apis/{group}/v2/namespaces/{Namespace}/things/t")).ShouldBe(200);
        ((string)read["apiVersion"]!).ShouldBe($"{group}/v2");
        (await Api.GetAsync($"/apis/{group}/v3/namespaces/{Namespace}/things")).ShouldBe(404);
    }

    [Fact]
    public async Task Create_OtherVersionInBody_IsBadRequest()
    {
        var group = await DefineGroupAsync();
        (await Api.PostAsync($"/apis/{group}/v1/namespaces/{Namespace}/things", Thing(group, "v2"))).ShouldFail(400, "BadRequest");
    }

    [Fact]
    public async Task Delete_Definition_TakesItsObjectsAlong()
    {
        var group = await DefineGroupAsync();
        await MakeAsync($"/apis/{group}/v1/namespaces/{Namespace}/things", Thing(group, "v1"));
        (await Api.DeleteAsync($"{Definitions}/things.{group}")).ShouldBe(200);
        await Api.WaitUntilGoneAsync(Definitions, $"things.{group}");
        (await Api.GetAsync($"/apis/{group}/v1/namespaces/{Namespace}/things/t")).ShouldBe(404);
    }

    [Theory]
    [InlineData("wrong.name", "Namespaced", "object", "metadata.name")]
    [InlineData("", "Sideways", "object", "spec.scope")]
    [InlineData("", "Namespaced", "string", "spec.validation.openAPIV3Schema.type")]
    public async Task Create_InvalidDefinition_NamesTheField(string name, string scope, string type, string field)
    {
        var group = $"g{Guid.NewGuid():N}.example.com";
        var body = $$$$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{{{(
                name.Length > 0 ? name : $"things.{group}"
            )}}}}"},
             "spec":{"group":"{{{{group}}}}","scope":"{{{{scope}}}}","names":{"plural":"things","kind":"Thing"},
              "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"{{{{type}}}}"}}}]}}
            """;
        (await Api.PostAsync(Definitions, body)).ShouldFail(422, "Invalid").CauseFields.ShouldContain(field);
    }

    [Fact]
    public async Task Create_SchemasThatDiffer_NamesTheVersion()
    {
        var group = $"g{Guid.NewGuid():N}.example.com";
        const string wrong = """{"openAPIV3Schema":{"type":"string"}}""";
        const string right = """{"openAPIV3Schema":{"type":"object"}}""";
        var body = $$$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.{{{group}}}"},
             "spec":{"group":"{{{group}}}","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},
              "versions":[{"name":"v1","served":true,"storage":true,"schema":{{{wrong}}}},{"name":"v2","served":true,"storage":false,"schema":{{{right}}}}]}}
            """;
        (await Api.PostAsync(Definitions, body))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldContain("spec.versions[0].schema.openAPIV3Schema.type");
    }

    private static string Thing(string group, string version) =>
        $$$"""{"apiVersion":"{{{group}}}/{{{version}}}","kind":"Thing","metadata":{"name":"t"}}""";

    private async Task<string> DefineGroupAsync()
    {
        var group = $"g{Guid.NewGuid():N}.example.com";
        const string schema = """{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}""";
        await DefineAsync(
            $$$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.{{{group}}}"},
             "spec":{"group":"{{{group}}}","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},
              "versions":[{"name":"v1","served":true,"storage":true,"schema":{{{schema}}}},{"name":"v2","served":true,"storage":false,"schema":{{{schema}}}}]}}
            """
        );
        return group;
    }
}
