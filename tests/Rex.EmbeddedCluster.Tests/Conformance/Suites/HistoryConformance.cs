namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>What a cluster says about times that it has forgotten.</summary>
public abstract class HistoryConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task List_ContinueAfterCompaction_IsExpired()
    {
        await MakeAsync(Widgets, Widget("a"));
        await MakeAsync(Widgets, Widget("b"));
        var first = (await Api.GetAsync(Widgets + "?limit=1")).ShouldBe(200);
        await MakeAsync(Widgets, Widget("c"));
        await Cluster.CompactAsync(TestContext.Current.CancellationToken);
        (await Api.GetAsync($"{Widgets}?limit=1&continue={(string)first["metadata.continue"]!}")).ShouldFail(410, "Expired");
    }

    [Fact]
    public async Task Watch_VersionThatIsForgotten_EndsAsGone()
    {
        var start = (await Api.GetAsync(Widgets)).Version;
        await MakeAsync(Widgets, Widget("a"));
        await Api.DeleteAsync(Widgets + "/a");
        await Cluster.CompactAsync(TestContext.Current.CancellationToken);
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={start}");
        watch.Code.ShouldBe(200);
        var (type, status) = await watch.NextAsync();
        type.ShouldBe("ERROR");
        ((int)status["code"]!).ShouldBe(410);
        ((string)status["reason"]!).ShouldBe("Expired");
        (await watch.ReadToEndAsync()).ShouldBeEmpty();
    }
}
