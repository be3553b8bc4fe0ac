using System.Text.Json.Nodes;

namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Server-side apply.</summary>
public abstract class ApplyConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private const string ApplyPatch = "application/apply-patch+yaml";

    [Fact]
    public async Task Apply_MissingObject_MakesIt()
    {
        var made = (await ApplyAsync("a", Spec("""{"size":1}"""))).ShouldBe(201);
        var owner = made["metadata.managedFields.0"]!;
        ((string)owner["manager"]!).ShouldBe("a");
        ((string)owner["operation"]!).ShouldBe("Apply");
        ((string)owner["apiVersion"]!).ShouldBe("conformance.example.com/v1");
        ((string)owner["fieldsType"]!).ShouldBe("FieldsV1");
        owner["fieldsV1"]!.ToJsonString().ShouldBe("""{"f:spec":{"f:size":{}}}""", "what is filled in by default belongs to nobody");
    }

    [Fact]
    public async Task Apply_Again_ChangesNothing()
    {
        var first = await ApplyAsync("a", Spec("""{"size":1}"""));
        (await ApplyAsync("a", Spec("""{"size":1}"""))).ShouldBe(200).Version.ShouldBe(first.Version);
    }

    [Fact]
    public async Task Apply_FieldThatIsLeftOut_IsRemoved()
    {
        await ApplyAsync("a", Spec("""{"size":1,"note":"x"}"""));
        (await ApplyAsync("a", Spec("""{"size":1}"""))).ShouldBe(200)["spec.note"].ShouldBeNull();
    }

    [Fact]
    public async Task Apply_FieldOfNobody_Stays()
    {
        await ApplyAsync("a", Spec("""{"size":1}"""));
        (await ApplyAsync("a", Spec("""{"size":2}"""))).ShouldBe(200);
        ((string)(await Api.GetAsync(Widgets + "/one"))["spec.color"]!).ShouldBe("red");
    }

    [Fact]
    public async Task Apply_FieldOfAnother_IsConflict()
    {
        await ApplyAsync("a", Spec("""{"size":1}"""));
        var answer = (await ApplyAsync("b", Spec("""{"size":2}"""))).ShouldFail(409, "Conflict");
        answer.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"a\": .spec.size");
        ((string)answer["details.causes.0.reason"]!).ShouldBe("FieldManagerConflict");
        answer.CauseFields.ShouldBe([".spec.size"]);
        ((int)(await Api.GetAsync(Widgets + "/one"))["spec.size"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Apply_SeveralFieldsOfAnother_NamesAll()
    {
        await ApplyAsync("a", Spec("""{"size":1,"note":"x"}"""));
        var answer = (await ApplyAsync("b", Spec("""{"size":2,"note":"y"}"""))).ShouldFail(409, "Conflict");
        answer.Message.ShouldBe("Apply failed with 2 conflicts: conflicts with \"a\":\n- .spec.note\n- .spec.size");
    }

    [Fact]
    public async Task Apply_ByForce_TakesTheField()
    {
        await ApplyAsync("a", Spec("""{"size":1,"note":"x"}"""));
        var taken = (await ApplyAsync("b", Spec("""{"size":2}"""), "&force=true")).ShouldBe(200);
        ((int)taken["spec.size"]!).ShouldBe(2);
        FieldsOf(taken, "a").ShouldBe("""{"f:spec":{"f:note":{}}}""");
        FieldsOf(taken, "b").ShouldBe("""{"f:spec":{"f:size":{}}}""");
    }

    [Fact]
    public async Task Apply_EqualValue_IsOwnedByBoth()
    {
        await ApplyAsync("a", Spec("""{"size":1,"note":"x"}"""));
        (await ApplyAsync("b", Spec("""{"size":1,"note":"x"}"""))).ShouldBe(200);
        var kept = (await ApplyAsync("a", Spec("""{"size":1}"""))).ShouldBe(200);
        ((string)kept["spec.note"]!).ShouldBe("x", "the other still owns it");
        (await ApplyAsync("b", Spec("""{"size":1}"""))).ShouldBe(200)["spec.note"].ShouldBeNull();
    }

    [Fact]
    public async Task Apply_MapEntries_AreOwnedOneByOne()
    {
        await ApplyAsync("a", Spec("""{"size":1}""", """{"labels":{"x":"1"}}"""));
        await ApplyAsync("b", Spec("""{"size":1}""", """{"labels":{"y":"2"}}"""));
        (await ApplyAsync("a", Spec("""{"size":1}"""))).ShouldBe(200)["metadata.labels"]!.ToJsonString().ShouldBe("""{"y":"2"}""");
    }

    [Fact]
    public async Task Apply_SetOfTexts_IsOwnedItemByItem()
    {
        await ApplyAsync("a", Spec("""{"size":1,"tags":["p","q"]}"""));
        var both = (await ApplyAsync("b", Spec("""{"size":1,"tags":["r"]}"""))).ShouldBe(200);
        both["spec.tags"]!.AsArray().Select(t => (string)t!).ShouldBe(["p", "q", "r"], ignoreOrder: true);
        FieldsOf(both, "b").ShouldContain("""{"v:\"r\"":{}}""");
        var left = (await ApplyAsync("a", Spec("""{"size":1,"tags":["q"]}"""))).ShouldBe(200);
        left["spec.tags"]!.AsArray().Select(t => (string)t!).ShouldBe(["q", "r"], ignoreOrder: true);
    }

    [Fact]
    public async Task Apply_ListWithoutType_IsOwnedAsAWhole()
    {
        await ApplyAsync("a", Spec("""{"size":1,"parts":[{"name":"p"}]}"""));
        (await ApplyAsync("b", Spec("""{"size":1,"parts":[{"name":"q"}]}""")))
            .ShouldFail(409, "Conflict")
            .CauseFields.ShouldBe([".spec.parts"]);
    }

    [Fact]
    public async Task Apply_KeyedList_IsOwnedItemByItem()
    {
        const string one = """{"name":"one","port":1,"protocol":"TCP"}""";
        const string two = """{"name":"two","port":2,"protocol":"TCP"}""";
        await ApplyServiceAsync("a", $"[{one},{two}]");
        var both = (await ApplyServiceAsync("b", """[{"name":"three","port":3,"protocol":"TCP"}]""")).ShouldBe(200);
        both["spec.ports"]!.AsArray().Select(c => (string)c!["name"]!).ShouldBe(["one", "two", "three"], ignoreOrder: true);
        FieldsOf(both, "b")
            .ShouldBe(
                """{"f:spec":{"f:ports":{"k:{\"port\":3,\"protocol\":\"TCP\"}":{".":{},"f:name":{},"f:port":{},"f:protocol":{}}}}}"""
            );
        var left = (await ApplyServiceAsync("a", $"[{two}]")).ShouldBe(200);
        left["spec.ports"]!.AsArray().Select(c => (string)c!["name"]!).ShouldBe(["two", "three"], ignoreOrder: true);
    }

    [Fact]
    public async Task Apply_KeyedListWithDefaultKey_FindsTheItem()
    {
        const string pod = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},
             "spec":{"containers":[{"name":"one","image":"x","ports":[{"containerPort":80}]}]}}
            """;
        (await Api.PatchAsync(Pods + "/p?fieldManager=a", pod, ApplyPatch)).ShouldBe(201);
        var changed = pod.Replace("\"x\"", "\"y\"", StringComparison.Ordinal);
        var again = (await Api.PatchAsync(Pods + "/p?fieldManager=a", changed, ApplyPatch)).ShouldBe(200);
        ((string)again["spec.containers.0.image"]!).ShouldBe("y");
        again["spec.containers.0.ports"]!.AsArray().Count.ShouldBe(1);
        ((string)again["spec.containers.0.ports.0.protocol"]!).ShouldBe("TCP");
    }

    [Fact]
    public async Task Patch_AppliedField_BelongsToThePatcher()
    {
        await ApplyAsync("a", Spec("""{"size":1}"""));
        var patched = (await Api.PatchAsync(Widgets + "/one?fieldManager=p", """{"spec":{"size":5}}""")).ShouldBe(200);
        FieldsOf(patched, "p").ShouldBe("""{"f:spec":{"f:size":{}}}""");
        ((JsonArray)patched["metadata.managedFields"]!).Count.ShouldBe(1, "who owns nothing any more is not named");
        var answer = (await ApplyAsync("a", Spec("""{"size":1}"""))).ShouldFail(409, "Conflict");
        answer.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"p\" using conformance.example.com/v1: .spec.size");
    }

    [Fact]
    public async Task Patch_ThatRemovesAField_TakesItFromItsOwner()
    {
        await ApplyAsync("a", Spec("""{"size":1,"note":"x"}"""));
        var patched = await Api.PatchAsync(Widgets + "/one?fieldManager=p", """{"spec":{"note":null}}""");
        FieldsOf(patched, "a").ShouldBe("""{"f:spec":{"f:size":{}}}""");
    }

    [Fact]
    public async Task Patch_ThatChangesNothing_KeepsTheOwners()
    {
        var made = await ApplyAsync("a", Spec("""{"size":1}"""));
        (await Api.PatchAsync(Widgets + "/one?fieldManager=p", """{"spec":{"size":1}}""")).ShouldBe(200).Version.ShouldBe(made.Version);
    }

    [Fact]
    public async Task Update_WithAnEmptyOwner_ForgetsThem()
    {
        var made = await ApplyAsync("a", Spec("""{"size":1}"""));
        made.Body["metadata"]!["managedFields"] = new JsonArray(new JsonObject());
        (await Api.PutAsync(Widgets + "/one", made.Body)).ShouldBe(200)["metadata.managedFields"].ShouldBeNull();
    }

    [Fact]
    public async Task Apply_Status_OwnsTheStatusOnly()
    {
        await ApplyAsync("a", Spec("""{"size":1}"""));
        const string status =
            """{"apiVersion":"conformance.example.com/v1","kind":"Widget","metadata":{"name":"one"},"status":{"phase":"Running"}}""";
        var answer = (await Api.PatchAsync(Widgets + "/one/status?fieldManager=s", status, ApplyPatch)).ShouldBe(200);
        ((string)answer["status.phase"]!).ShouldBe("Running");
        ((int)answer["spec.size"]!).ShouldBe(1);
        FieldsOf(answer, "s").ShouldBe("""{"f:status":{"f:phase":{}}}""");
    }

    [Fact]
    public async Task Apply_DryRun_WritesNothing()
    {
        (await ApplyAsync("a", Spec("""{"size":1}"""), "&dryRun=All")).ShouldBe(201);
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(404);
    }

    [Fact]
    public async Task Apply_WithoutManager_IsInvalid() =>
        (await Api.PatchAsync(Widgets + "/one", Spec("""{"size":1}"""), ApplyPatch))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldBe(["fieldManager"]);

    [Fact]
    public async Task Apply_WithOwners_IsBadRequest() =>
        (await ApplyAsync("a", Spec("""{"size":1}""", """{"managedFields":[{"manager":"x"}]}"""))).ShouldFail(400, "BadRequest");

    [Fact]
    public async Task Apply_OtherName_IsBadRequest() =>
        (await Api.PatchAsync(Widgets + "/two?fieldManager=a", Spec("""{"size":1}"""), ApplyPatch)).ShouldFail(400, "BadRequest");

    [Fact]
    public async Task Apply_OldVersion_IsConflict()
    {
        var made = await ApplyAsync("a", Spec("""{"size":1}"""));
        await ApplyAsync("a", Spec("""{"size":2}"""));
        var old = Spec("""{"size":3}""", $$"""{"resourceVersion":"{{made.Version}}"}""");
        (await ApplyAsync("a", old)).ShouldFail(409, "Conflict").Message!.ShouldContain("the object has been modified");
    }

    [Fact]
    public async Task Patch_MergeByForce_IsInvalid()
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one?force=true", "{}")).ShouldFail(422, "Invalid").CauseFields.ShouldBe(["force"]);
    }

    private static string Spec(string spec, string metadata = "{}")
    {
        var more = JsonNode.Parse(metadata)!.AsObject();
        more["name"] = "one";
        return $$"""{"apiVersion":"conformance.example.com/v1","kind":"Widget","metadata":{{more.ToJsonString()}},"spec":{{spec}}}""";
    }

    private static string FieldsOf(ApiAnswer answer, string manager) =>
        answer["metadata.managedFields"]!.AsArray().Single(m => (string)m!["manager"]! == manager)!["fieldsV1"]!.ToJsonString(
            new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );

    private Task<ApiAnswer> ApplyAsync(string manager, string body, string query = "") =>
        Api.PatchAsync($"{Widgets}/one?fieldManager={manager}{query}", body, ApplyPatch);

    private Task<ApiAnswer> ApplyServiceAsync(string manager, string ports) =>
        Api.PatchAsync(
            $"/api/v1/namespaces/{Namespace}/services/s?fieldManager={manager}",
            $$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":{{{ports}}}}}""",
            ApplyPatch
        );
}
