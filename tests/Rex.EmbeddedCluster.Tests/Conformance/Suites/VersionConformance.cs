namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Resource versions that are none, and those that mean more than they say.</summary>
public abstract class VersionConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    /// <remarks>A known weakness of the real server: it has no status for it. Lists get 400 from 1.33 on.</remarks>
    [Fact]
    public async Task List_VersionThatIsNone_IsAnUnknownError()
    {
        var answer = await Api.GetAsync(Widgets + "?resourceVersion=abc");
        ((int)answer.Code).ShouldBeOneOf(500, 400);
        answer.Message!.ShouldContain("strconv.ParseUint: parsing \"abc\": invalid syntax");
    }

    [Fact]
    public async Task Get_VersionThatIsNone_IsAnUnknownError()
    {
        await MakeAsync(Widgets, Widget("a"));
        var answer = (await Api.GetAsync(Widgets + "/a?resourceVersion=abc")).ShouldBe(500);
        answer.Reason.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Watch_VersionThatIsNone_IsAnUnknownError()
    {
        using var watch = await Api.WatchAsync(Widgets + "?resourceVersion=abc");
        watch.Code.ShouldBe(500);
    }

    [Fact]
    public async Task Update_VersionThatIsNone_IsAnUnknownError()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        var answer = (await Api.PutAsync(ConfigMaps + "/a", ConfigMap("a", ",\"resourceVersion\":\"abc\""))).ShouldBe(500);
        answer.Message!.ShouldContain("strconv.ParseUint");
    }

    [Fact]
    public async Task Get_AtLeastAVersionThatIs_IsTheObject()
    {
        var made = await MakeAsync(Widgets, Widget("a"));
        (await Api.GetAsync($"{Widgets}/a?resourceVersion={made.Version}")).ShouldBe(200).Version.ShouldBe(made.Version);
        (await Api.GetAsync($"{Widgets}/a?resourceVersion=0")).ShouldBe(200);
    }

    [Fact]
    public async Task Get_AtLeastAVersionToCome_TimesOut() =>
        (await Api.GetAsync(Widgets + "/none?resourceVersion=999999999999")).ShouldFail(504, "Timeout");

    [Fact]
    public async Task List_PageOfAVersion_IsOfThatVery()
    {
        await MakeAsync(Widgets, Widget("a"));
        var then = (await Api.GetAsync(Widgets)).Version;
        await MakeAsync(Widgets, Widget("b"));
        var page = (await Api.GetAsync($"{Widgets}?resourceVersion={then}&limit=5")).ShouldBe(200);
        page.ItemNames.ShouldBe(["a"]);
        page.Version.ShouldBe(then);
    }

    [Fact]
    public async Task List_ContinueWithVersion_IsBadRequest()
    {
        await MakeAsync(Widgets, Widget("a"));
        await MakeAsync(Widgets, Widget("b"));
        var first = await Api.GetAsync(Widgets + "?limit=1");
        var token = (string)first["metadata.continue"]!;
        (await Api.GetAsync($"{Widgets}?limit=1&resourceVersion={first.Version}&continue={token}")).ShouldFail(400, "BadRequest");
        (await Api.GetAsync($"{Widgets}?limit=1&resourceVersionMatch=Exact&resourceVersion=1&continue={token}")).ShouldFail(422, "Invalid");
    }
}
