namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Events, which are kept once and seen in two forms.</summary>
public abstract class EventConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private string Old => $"/api/v1/namespaces/{Namespace}/events";

    private string New => $"/apis/events.k8s.io/v1/namespaces/{Namespace}/events";

    [Fact]
    public async Task Create_Old_IsSeenAsNew()
    {
        var made = await MakeAsync(Old, OldEvent("e"));
        var seen = (await Api.GetAsync(New + "/e")).ShouldBe(200);
        seen.Uid.ShouldBe(made.Uid);
        seen.Version.ShouldBe(made.Version);
        ((string)seen["apiVersion"]!).ShouldBe("events.k8s.io/v1");
        ((string)seen["note"]!).ShouldBe("it went well");
        ((string)seen["regarding.name"]!).ShouldBe("p");
        ((string)seen["deprecatedSource.component"]!).ShouldBe("tests");
        ((int)seen["deprecatedCount"]!).ShouldBe(2);
        ((string)seen["deprecatedLastTimestamp"]!).ShouldBe("2024-01-01T00:00:00Z");
        seen["message"].ShouldBeNull();
    }

    [Fact]
    public async Task Create_New_IsSeenAsOld()
    {
        await MakeAsync(New, NewEvent("e"));
        var seen = (await Api.GetAsync(Old + "/e")).ShouldBe(200);
        ((string)seen["apiVersion"]!).ShouldBe("v1");
        ((string)seen["message"]!).ShouldBe("it went well");
        ((string)seen["involvedObject.name"]!).ShouldBe("p");
        ((string)seen["reportingComponent"]!).ShouldBe("example.com/tests");
        ((string)seen["reason"]!).ShouldBe("Done");
        seen["note"].ShouldBeNull();
    }

    [Fact]
    public async Task Patch_New_ChangesTheOld()
    {
        await MakeAsync(New, NewEvent("e"));
        const string series = """{"series":{"count":3,"lastObservedTime":"2024-01-01T00:00:00.000000Z"},"note":"again"}""";
        ((string)(await Api.PatchAsync(New + "/e", series)).ShouldBe(200)["note"]!).ShouldBe("again");
        var seen = await Api.GetAsync(Old + "/e");
        ((int)seen["series.count"]!).ShouldBe(3);
        ((string)seen["message"]!).ShouldBe("again");
    }

    [Fact]
    public async Task Watch_New_SeesTheOld()
    {
        var start = (await Api.GetAsync(New)).Version;
        using var watch = await Api.WatchAsync($"{New}?resourceVersion={start}");
        await MakeAsync(Old, OldEvent("e"));
        var (type, obj) = await watch.NextAsync();
        type.ShouldBe("ADDED");
        ((string)obj["apiVersion"]!).ShouldBe("events.k8s.io/v1");
        ((string)obj["note"]!).ShouldBe("it went well");
    }

    [Theory]
    [InlineData("involvedObject.name=p", 1)]
    [InlineData("involvedObject.kind=Pod,involvedObject.name=q", 0)]
    [InlineData("reason=Done,type=Normal", 1)]
    [InlineData("source=tests", 1)]
    [InlineData("type!=Normal", 0)]
    public async Task List_OldByField_PicksWhatMatches(string selector, int expected)
    {
        await MakeAsync(Old, OldEvent("e"));
        (await Api.GetAsync($"{Old}?fieldSelector={Uri.EscapeDataString(selector)}")).ShouldBe(200).ItemNames.Count().ShouldBe(expected);
    }

    [Theory]
    [InlineData("regarding.name=p", 1)]
    [InlineData("reportingController=example.com/tests", 1)]
    [InlineData("regarding.kind=Job", 0)]
    public async Task List_NewByField_PicksWhatMatches(string selector, int expected)
    {
        await MakeAsync(New, NewEvent("e"));
        (await Api.GetAsync($"{New}?fieldSelector={Uri.EscapeDataString(selector)}")).ShouldBe(200).ItemNames.Count().ShouldBe(expected);
    }

    [Fact]
    public async Task List_NewByOldField_IsBadRequest() =>
        (await Api.GetAsync(New + "?fieldSelector=involvedObject.name%3Dp")).ShouldFail(400, "BadRequest");

    [Theory]
    [InlineData("eventTime")]
    [InlineData("action")]
    [InlineData("reportingController")]
    [InlineData("reportingInstance")]
    [InlineData("reason")]
    public async Task Create_NewWithoutField_IsInvalid(string field)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(NewEvent("e"))!.AsObject();
        body.Remove(field);
        (await Api.PostAsync(New, body.ToJsonString())).ShouldFail(422, "Invalid");
    }

    [Theory]
    [InlineData("reason", 128, 1)]
    [InlineData("reportingInstance", 128, 1)]
    [InlineData("action", 128, 1)]
    [InlineData("note", 1024, 1)]
    [InlineData("note", 1024, 2)]
    public async Task Create_NewWithField_IsAsLongAsItMayBe(string field, int longest, int bytesOfCharacter)
    {
        var text = string.Concat(Enumerable.Repeat(bytesOfCharacter == 1 ? "x" : "é", longest / bytesOfCharacter));
        (await Api.PostAsync(New, With("long", field, text))).ShouldBe(201);
        (await Api.PostAsync(New, With("longer", field, text + "x"))).ShouldFail(422, "Invalid");
    }

    [Fact]
    public async Task Create_NewOfTheSameName_AlreadyExistsInBothForms()
    {
        await MakeAsync(New, NewEvent("e"));
        (await Api.PostAsync(New, NewEvent("e"))).ShouldFail(409, "AlreadyExists");
        (await Api.PostAsync(Old, OldEvent("e"))).ShouldFail(409, "AlreadyExists");
    }

    [Fact]
    public async Task Create_NewByAReporterThatIsNoQualifiedName_IsInvalid() =>
        (await Api.PostAsync(New, With("e", "reportingController", "example.com/tests/of"))).ShouldFail(422, "Invalid");

    [Fact]
    public async Task Create_NewAboutAnObjectOfAnotherNamespace_IsTaken() =>
        (
            await Api.PostAsync(
                New,
                NewEvent("e").Replace($"\"namespace\":\"{Namespace}\"", "\"namespace\":\"elsewhere\"", StringComparison.Ordinal)
            )
        ).ShouldBe(201);

    [Fact]
    public async Task Create_NewOfUnknownType_IsInvalid() =>
        (await Api.PostAsync(New, NewEvent("e").Replace("Normal", "Odd", StringComparison.Ordinal))).ShouldFail(422, "Invalid");

    [Fact]
    public async Task Create_AboutAnotherNamespace_IsInvalid() =>
        (await Api.PostAsync(Old, OldEvent("e").Replace(Namespace, "elsewhere", StringComparison.Ordinal)))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldContain("involvedObject.namespace");

    [Fact]
    public async Task Delete_New_DeletesTheOld()
    {
        await MakeAsync(Old, OldEvent("e"));
        (await Api.DeleteAsync(New + "/e")).ShouldBe(200);
        (await Api.GetAsync(Old + "/e")).ShouldBe(404);
    }

    private string With(string name, string field, string value)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(NewEvent(name))!.AsObject();
        body[field] = value;
        return body.ToJsonString();
    }

    private string OldEvent(string name) =>
        $$$"""
            {"metadata":{"name":"{{{name}}}"},"involvedObject":{"kind":"Pod","namespace":"{{{Namespace}}}","name":"p"},"reason":"Done","type":"Normal",
             "message":"it went well","source":{"component":"tests"},"count":2,"firstTimestamp":"2024-01-01T00:00:00Z","lastTimestamp":"2024-01-01T00:00:00Z"}
            """;

    private string NewEvent(string name) =>
        $$$"""
            {"metadata":{"name":"{{{name}}}"},"regarding":{"kind":"Pod","namespace":"{{{Namespace}}}","name":"p"},"reason":"Done","type":"Normal",
             "note":"it went well","action":"Test","reportingController":"example.com/tests","reportingInstance":"one","eventTime":"2024-01-01T00:00:00.000000Z"}
            """;
}
