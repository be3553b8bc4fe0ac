using System.Text.Json.Nodes;

namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Patching objects, by every kind of patch.</summary>
public abstract class PatchConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Merge_Null_RemovesAField()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a", ""","labels":{"x":"1","y":"2"}"""));
        var patched = (await Api.PatchAsync(ConfigMaps + "/a", """{"metadata":{"labels":{"x":null,"z":"3"}}}""")).ShouldBe(200);
        patched["metadata.labels"]!.ToJsonString().ShouldBe("""{"y":"2","z":"3"}""");
    }

    [Fact]
    public async Task Merge_List_IsReplaced()
    {
        await MakeAsync(Gadgets, Gadget("g", rest: ""","list":[1,2,3]"""));
        (await Api.PatchAsync(Gadgets + "/g", """{"list":[4]}""")).ShouldBe(200)["list"]!.ToJsonString().ShouldBe("[4]");
    }

    [Fact]
    public async Task Merge_WithOldVersion_IsConflict()
    {
        var made = await MakeAsync(Gadgets, Gadget("g"));
        (await Api.PatchAsync(Gadgets + "/g", """{"a":1}""")).ShouldBe(200);
        (await Api.PatchAsync(Gadgets + "/g", $$$"""{"metadata":{"resourceVersion":"{{{made.Version}}}"},"a":2}""")).ShouldFail(
            409,
            "Conflict"
        );
    }

    [Fact]
    public async Task Merge_WithCurrentVersion_IsWritten()
    {
        var made = await MakeAsync(Gadgets, Gadget("g"));
        (await Api.PatchAsync(Gadgets + "/g", $$$"""{"metadata":{"resourceVersion":"{{{made.Version}}}"},"a":2}""")).ShouldBe(200);
    }

    [Fact]
    public async Task Merge_ThatChangesNothing_KeepsTheVersion()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", """{"spec":{"size":1}}""")).ShouldBe(200).Version.ShouldBe(made.Version);
    }

    [Fact]
    public async Task Merge_MissingObject_IsNotFound() => (await Api.PatchAsync(Widgets + "/none", "{}")).ShouldFail(404, "NotFound");

    [Fact]
    public async Task Merge_NoObject_IsBadRequest()
    {
        Needs(25, "a clear answer to a patch that is none");
        await MakeAsync(Gadgets, Gadget("g"));
        (await Api.PatchAsync(Gadgets + "/g", "[1]")).ShouldFail(400, "BadRequest");
        (await Api.PatchAsync(Gadgets + "/g", "{")).ShouldFail(400, "BadRequest");
    }

    [Fact]
    public async Task Merge_OtherName_IsBadRequest()
    {
        await MakeAsync(Gadgets, Gadget("g"));
        (await Api.PatchAsync(Gadgets + "/g", """{"metadata":{"name":"h"}}""")).ShouldFail(400, "BadRequest");
    }

    [Fact]
    public async Task Merge_LabelWithSlash_IsInvalid()
    {
        await MakeAsync(Gadgets, Gadget("g"));
        (await Api.PatchAsync(Gadgets + "/g", """{"metadata":{"labels":{"repository":"owner/name"}}}""")).ShouldFail(422, "Invalid");
    }

    [Fact]
    public async Task Merge_OfObjectWithoutStatusSubresource_CoversAllParts()
    {
        await MakeAsync(Gadgets, Gadget("g", rest: ""","spec":{"a":1},"status":{"phase":"Running"}"""));
        var patched = (
            await Api.PatchAsync(Gadgets + "/g", """{"metadata":{"labels":{"x":"y"}},"spec":{"a":2},"status":{"phase":"Failed"}}""")
        ).ShouldBe(200);
        ((string)patched["metadata.labels.x"]!).ShouldBe("y");
        ((int)patched["spec.a"]!).ShouldBe(2);
        ((string)patched["status.phase"]!).ShouldBe("Failed");
        patched.Generation.ShouldBe(2);
    }

    [Fact]
    public async Task JsonPatch_AllOperations_AreApplied()
    {
        await MakeAsync(Gadgets, Gadget("g", rest: ""","a":{"x":1,"y":2},"l":[1,2,3]"""));
        const string patch = """
            [{"op":"test","path":"/a/x","value":1},{"op":"add","path":"/a/z","value":{"q":[]}},{"op":"remove","path":"/a/y"},
             {"op":"replace","path":"/l/0","value":9},{"op":"add","path":"/l/-","value":4},{"op":"add","path":"/l/1","value":8},
             {"op":"move","from":"/a/x","path":"/b"},{"op":"copy","from":"/b","path":"/a/z/q/0"}]
            """;
        var patched = (await Api.PatchAsync(Gadgets + "/g", patch, ApiClient.JsonPatch)).ShouldBe(200);
        patched["a"]!.ToJsonString().ShouldBe("""{"z":{"q":[1]}}""");
        patched["l"]!.ToJsonString().ShouldBe("[9,8,2,3,4]");
        ((int)patched["b"]!).ShouldBe(1);
    }

    [Fact]
    public async Task JsonPatch_EscapedPath_NamesKeysWithSlashes()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a", ""","labels":{"x":"1"}"""));
        const string patch = """[{"op":"add","path":"/metadata/labels/example.com~1stage","value":"qa"}]""";
        var patched = (await Api.PatchAsync(ConfigMaps + "/a", patch, ApiClient.JsonPatch)).ShouldBe(200);
        patched["metadata.labels"]!["example.com/stage"]!.ToString().ShouldBe("qa");
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/data/a","value":"2"}]""")]
    [InlineData("""[{"op":"remove","path":"/data/none"}]""")]
    [InlineData("""[{"op":"replace","path":"/none/deep","value":"x"}]""")]
    [InlineData("""[{"op":"replace","path":"","value":{}}]""")]
    [InlineData("""[{"op":"remove","path":""}]""")]
    [InlineData("""[{"op":"move","from":"/data/none","path":"/data/b"}]""")]
    [InlineData("""[{"op":"add","path":"data","value":"x"}]""")]
    [InlineData("""[{"op":"odd","path":"/data/a"}]""")]
    [InlineData("""[{"op":"add","value":"x"}]""")]
    [InlineData("""[{"op":"add","path":"/none/deep","value":"x"}]""")]
    [InlineData("""[{"op":"test","path":"/metadata/resourceVersion","value":"1"}]""")]
    public async Task JsonPatch_ThatDoesNotApply_IsUnprocessable(string patch)
    {
        var made = await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.PatchAsync(ConfigMaps + "/a", patch, ApiClient.JsonPatch)).ShouldFail(422, "Invalid");
        (await Api.GetAsync(ConfigMaps + "/a")).Version.ShouldBe(made.Version);
    }

    /// <remarks>Where the real server's library is not RFC 6902 to the letter.</remarks>
    [Theory]
    [InlineData("""{"op":"replace","path":"/o/none","value":7}""", """{"a":{"x":1},"l":[1,2,3],"none":7}""")]
    [InlineData("""{"op":"add","path":"what/o/n","value":7}""", """{"a":{"x":1},"l":[1,2,3],"n":7}""")]
    [InlineData("""{"op":"replace","path":"/o/a"}""", """{"a":null,"l":[1,2,3]}""")]
    [InlineData("""{"op":"add","path":"/o/n"}""", """{"a":{"x":1},"l":[1,2,3],"n":null}""")]
    [InlineData("""{"op":"copy","from":"/o/none","path":"/o/n"}""", """{"a":{"x":1},"l":[1,2,3],"n":null}""")]
    [InlineData("""{"op":"add","path":"/o/l/-1","value":7}""", """{"a":{"x":1},"l":[1,2,3,7]}""")]
    [InlineData("""{"op":"add","path":"/o/l/01","value":7}""", """{"a":{"x":1},"l":[1,7,2,3]}""")]
    [InlineData("""{"op":"remove","path":"/o/l/-1"}""", """{"a":{"x":1},"l":[1,2]}""")]
    [InlineData("""{"op":"move","from":"/o/l/0","path":"/o/l/-"}""", """{"a":{"x":1},"l":[2,3,1]}""")]
    [InlineData("""{"op":"test","path":"/o/none","value":null}""", """{"a":{"x":1},"l":[1,2,3]}""")]
    public async Task JsonPatch_OddOperation_IsApplied(string operation, string expected)
    {
        await MakeAsync(Gadgets, Gadget("g", rest: ""","o":{"a":{"x":1},"l":[1,2,3]}"""));
        var patched = (await Api.PatchAsync(Gadgets + "/g", $"[{operation}]", ApiClient.JsonPatch)).ShouldBe(200);
        JsonNode.DeepEquals(patched["o"], JsonNode.Parse(expected)).ShouldBeTrue(patched.Text);
    }

    [Fact]
    public async Task JsonPatch_NoList_IsBadRequest()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.PatchAsync(ConfigMaps + "/a", "{}", ApiClient.JsonPatch)).ShouldFail(400, "BadRequest");
    }

    [Fact]
    public async Task Strategic_ContainerByName_IsMerged()
    {
        await MakeAsync(Pods, Pod("p"));
        const string patch = """{"spec":{"containers":[{"name":"side","image":"b:2"}]}}""";
        var patched = (await Api.PatchAsync(Pods + "/p", patch, ApiClient.Strategic)).ShouldBe(200);
        var images = patched["spec.containers"]!.AsArray().ToDictionary(c => (string)c!["name"]!, c => (string)c!["image"]!);
        images.ShouldBe(new Dictionary<string, string> { ["main"] = "a:1", ["side"] = "b:2" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Strategic_Finalizers_AreJoined()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a", ""","finalizers":["example.com/a"]"""));
        var patched = (
            await Api.PatchAsync(ConfigMaps + "/a", """{"metadata":{"finalizers":["example.com/b"]}}""", ApiClient.Strategic)
        ).ShouldBe(200);
        patched["metadata.finalizers"]!.AsArray().Select(f => (string)f!).ShouldBe(["example.com/a", "example.com/b"], ignoreOrder: true);
        const string removal = """{"metadata":{"$deleteFromPrimitiveList/finalizers":["example.com/a"]}}""";
        patched = (await Api.PatchAsync(ConfigMaps + "/a", removal, ApiClient.Strategic)).ShouldBe(200);
        patched["metadata.finalizers"]!.AsArray().Select(f => (string)f!).ShouldBe(["example.com/b"]);
    }

    [Fact]
    public async Task Strategic_ReplaceDirective_ReplacesAMap()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        const string patch = """{"data":{"$patch":"replace","b":"2"}}""";
        var patched = (await Api.PatchAsync(ConfigMaps + "/a", patch, ApiClient.Strategic)).ShouldBe(200);
        patched["data"]!.ToJsonString().ShouldBe("""{"b":"2"}""");
    }

    [Fact]
    public async Task Strategic_DeleteDirective_RemovesOneItem()
    {
        await MakeAsync(Pods, Pod("p", ""","tolerations":[],"volumes":[{"name":"a","emptyDir":{}},{"name":"b","emptyDir":{}}]"""));
        const string conditions = """{"status":{"conditions":[{"type":"A","status":"True"},{"type":"B","status":"True"}]}}""";
        (await Api.PatchAsync(Pods + "/p/status", conditions, ApiClient.Strategic)).ShouldBe(200);
        const string patch =
            """{"status":{"conditions":[{"type":"A","$patch":"delete"},{"type":"B","status":"False"},{"type":"C","status":"True"}]}}""";
        var patched = (await Api.PatchAsync(Pods + "/p/status", patch, ApiClient.Strategic)).ShouldBe(200);
        patched["status.conditions"]!
            .AsArray()
            .Select(c => $"{(string)c!["type"]!}={(string)c["status"]!}")
            .ShouldBe(["B=False", "C=True"], ignoreOrder: true);
    }

    [Fact]
    public async Task Strategic_OfCustomResource_IsUnsupported()
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", "{}", ApiClient.Strategic)).ShouldFail(415, "UnsupportedMediaType");
    }

    [Fact]
    public async Task Patch_PlainJson_IsUnsupported()
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", "{}", "application/json")).ShouldFail(415, "UnsupportedMediaType");
    }

    [Fact]
    public async Task Patch_DryRun_KeepsTheObject()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        var answer = (await Api.PatchAsync(Widgets + "/one?dryRun=All", """{"spec":{"size":9}}""")).ShouldBe(200);
        ((int)answer["spec.size"]!).ShouldBe(9);
        (await Api.GetAsync(Widgets + "/one")).Version.ShouldBe(made.Version);
    }

    [Fact]
    public async Task Patch_ThatBreaksTheSchema_IsInvalid()
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", """{"spec":{"size":0}}"""))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldContain("spec.size");
    }

    [Fact]
    public async Task Patch_MissingObject_IsNotReadFirst() =>
        (await Api.PatchAsync(ConfigMaps + "/none", "{", ApiClient.JsonPatch)).ShouldFail(404, "NotFound");

    [Fact]
    public async Task Patch_OtherUid_IsInvalid()
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", """{"metadata":{"uid":"7a1d8b5e-0000-4000-8000-000000000000"}}"""))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldAllBe(field => field == "metadata.uid");
    }

    [Fact]
    public async Task Patch_VersionTakenOffACustomResource_IsInvalid()
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", """{"metadata":{"resourceVersion":null}}"""))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldBe(["metadata.resourceVersion"]);
    }

    [Theory]
    [InlineData("""{"kind":"Gadget"}""", "kind")]
    [InlineData("""{"apiVersion":"conformance.example.com/v7"}""", "apiVersion")]
    public async Task Patch_TypeOfACustomResource_IsInvalid(string patch, string field)
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", patch)).ShouldFail(422, "Invalid").CauseFields.ShouldBe([field]);
    }

    [Fact]
    public async Task Patch_KindOfABuiltIn_IsAnInvalidPatch()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.PatchAsync(ConfigMaps + "/a", """{"kind":"Pod"}""")).ShouldFail(422, "Invalid").CauseFields.ShouldBe(["patch"]);
    }

    [Fact]
    public async Task JsonPatch_OfWhatIsNoOperation_IsBadRequest()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.PatchAsync(ConfigMaps + "/a", "[1]", ApiClient.JsonPatch)).ShouldFail(400, "BadRequest");
    }

    [Fact]
    public async Task JsonPatch_TestForNullInNothing_Fails()
    {
        await MakeAsync(Gadgets, Gadget("g"));
        const string patch = """[{"op":"test","path":"/spec/none","value":null}]""";
        (await Api.PatchAsync(Gadgets + "/g", patch, ApiClient.JsonPatch)).ShouldBe(422);
    }

    [Fact]
    public async Task StrategicPatch_ItemWithoutKey_IsAnError()
    {
        await MakeAsync(Pods, Pod("p"));
        (await Api.PatchAsync(Pods + "/p", """{"spec":{"containers":[{"image":"x"}]}}""", ApiClient.Strategic))
            .ShouldBe(500)
            .Message!.ShouldContain("does not contain declared merge key: name");
    }

    [Fact]
    public async Task StrategicPatch_NewItems_ComeFirst()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a", ""","finalizers":["example.com/a","example.com/b"]"""));
        const string patch = """{"metadata":{"finalizers":["example.com/b","example.com/c"]}}""";
        (await Api.PatchAsync(ConfigMaps + "/a", patch, ApiClient.Strategic)).ShouldBe(200)["metadata.finalizers"]!
            .ToJsonString()
            .ShouldBe("""["example.com/a","example.com/b","example.com/c"]""");
        (await Api.PatchAsync(ConfigMaps + "/a", """{"metadata":{"finalizers":["example.com/d"]}}""", ApiClient.Strategic)).ShouldBe(200)[
            "metadata.finalizers"
        ]!
            .ToJsonString()
            .ShouldBe("""["example.com/d","example.com/a","example.com/b","example.com/c"]""");
    }
}
