namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Watches that begin with what is there, and say when that is over.</summary>
public abstract class InitialEventsConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private const string Initial = "sendInitialEvents=true&resourceVersionMatch=NotOlderThan";

    protected override int NeedsMinor => 32;

    [Theory]
    [InlineData("")]
    [InlineData("&resourceVersion=0")]
    public async Task Watch_InitialEvents_EndWithABookmark(string version)
    {
        await MakeAsync(Widgets, Widget("a"));
        await MakeAsync(Widgets, Widget("b"));
        using var watch = await Api.WatchAsync($"{Widgets}?{Initial}&allowWatchBookmarks=true{version}");
        (await watch.NextNameAsync()).ShouldBe("ADDED a");
        (await watch.NextNameAsync()).ShouldBe("ADDED b");
        var (type, bookmark) = await watch.NextAsync();
        type.ShouldBe("BOOKMARK");
        ((string)bookmark["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!).ShouldBe("true");
        ((string?)bookmark["metadata"]!["resourceVersion"]).ShouldNotBeNullOrEmpty();
        await MakeAsync(Widgets, Widget("c"));
        (await watch.NextNameAsync()).ShouldBe("ADDED c");
    }

    [Fact]
    public async Task Watch_InitialEventsOfAVersion_AreTheNewest()
    {
        var made = await MakeAsync(Widgets, Widget("a"));
        await Api.PatchAsync(Widgets + "/a", """{"spec":{"size":9}}""");
        using var watch = await Api.WatchAsync($"{Widgets}?{Initial}&resourceVersion={made.Version}");
        var (_, obj) = await watch.NextAsync();
        ((int)obj["spec"]!["size"]!).ShouldBe(9);
    }

    [Fact]
    public async Task Watch_NoInitialEvents_BeginsNow()
    {
        await MakeAsync(Widgets, Widget("a"));
        using var watch = await Api.WatchAsync(Widgets + "?sendInitialEvents=false&resourceVersionMatch=NotOlderThan&resourceVersion=0");
        await MakeAsync(Widgets, Widget("b"));
        (await watch.NextNameAsync()).ShouldBe("ADDED b");
    }

    [Theory]
    [InlineData("sendInitialEvents=true")]
    [InlineData("sendInitialEvents=true&resourceVersionMatch=Exact")]
    [InlineData("resourceVersionMatch=NotOlderThan")]
    public async Task Watch_OptionsWithoutSense_AreInvalid(string query)
    {
        using var watch = await Api.WatchAsync($"{Widgets}?{query}");
        watch.Code.ShouldBe(422);
    }

    [Fact]
    public async Task List_InitialEvents_AreInvalid() =>
        (await Api.GetAsync($"{Widgets}?{Initial}&resourceVersion=0")).ShouldFail(422, "Invalid");
}
