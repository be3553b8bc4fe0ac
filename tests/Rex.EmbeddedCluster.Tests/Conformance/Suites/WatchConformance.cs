namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Watching.</summary>
public abstract class WatchConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Watch_FromVersion_SeesEveryChangeInOrder()
    {
        var start = (await Api.GetAsync(Widgets)).Version;
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={start}");
        await MakeAsync(Widgets, Widget("a"));
        await Api.PatchAsync(Widgets + "/a", """{"spec":{"size":2}}""");
        await MakeAsync(Widgets, Widget("b"));
        await Api.DeleteAsync(Widgets + "/a");

        (await watch.NextNameAsync()).ShouldBe("ADDED a");
        (await watch.NextNameAsync()).ShouldBe("MODIFIED a");
        (await watch.NextNameAsync()).ShouldBe("ADDED b");
        (await watch.NextNameAsync()).ShouldBe("DELETED a");
    }

    [Fact]
    public async Task Watch_FromThePast_ReplaysIt()
    {
        var start = (await Api.GetAsync(Widgets)).Version;
        await MakeAsync(Widgets, Widget("a"));
        await Api.DeleteAsync(Widgets + "/a");
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={start}");
        (await watch.NextNameAsync()).ShouldBe("ADDED a");
        (await watch.NextNameAsync()).ShouldBe("DELETED a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?resourceVersion=0")]
    public async Task Watch_WithoutVersion_BeginsWithWhatIsThere(string query)
    {
        await MakeAsync(Widgets, Widget("a"));
        using var watch = await Api.WatchAsync(Widgets + query);
        (await watch.NextNameAsync()).ShouldBe("ADDED a");
        await MakeAsync(Widgets, Widget("b"));
        (await watch.NextNameAsync()).ShouldBe("ADDED b");
    }

    [Fact]
    public async Task Watch_Versions_Increase()
    {
        var start = (await Api.GetAsync(ConfigMaps)).Version;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => MakeAsync(ConfigMaps, ConfigMap($"c{i}"))));
        using var watch = await Api.WatchAsync($"{ConfigMaps}?resourceVersion={start}");
        var last = long.Parse(start);
        for (var i = 0; i < 20; i++)
        {
            var (type, obj) = await watch.NextAsync();
            type.ShouldBe("ADDED");
            var version = long.Parse((string)obj["metadata"]!["resourceVersion"]!);
            version.ShouldBeGreaterThan(last);
            last = version;
        }
    }

    [Fact]
    public async Task Watch_Deletion_CarriesANewerVersion()
    {
        var made = await MakeAsync(Widgets, Widget("a"));
        await Api.DeleteAsync(Widgets + "/a");
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={made.Version}");
        var (type, obj) = await watch.NextAsync();
        type.ShouldBe("DELETED");
        long.Parse((string)obj["metadata"]!["resourceVersion"]!).ShouldBeGreaterThan(long.Parse(made.Version));
        ((string)obj["metadata"]!["uid"]!).ShouldBe(made.Uid);
    }

    [Fact]
    public async Task Watch_Selector_SeesObjectsComeAndGo()
    {
        var start = (await Api.GetAsync(Widgets)).Version;
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={start}&labelSelector=on%3Dyes");
        await MakeAsync(Widgets, Widget("a"));
        await Api.PatchAsync(Widgets + "/a", """{"metadata":{"labels":{"on":"yes"}}}""");
        await Api.PatchAsync(Widgets + "/a", """{"spec":{"size":2}}""");
        await Api.PatchAsync(Widgets + "/a", """{"metadata":{"labels":{"on":"no"}}}""");
        await Api.PatchAsync(Widgets + "/a", """{"spec":{"size":3}}""");
        await MakeAsync(Widgets, Widget("z", metadata: ""","labels":{"on":"yes"}"""));

        (await watch.NextNameAsync()).ShouldBe("ADDED a");
        (await watch.NextNameAsync()).ShouldBe("MODIFIED a");
        var (type, gone) = await watch.NextAsync();
        type.ShouldBe("DELETED");
        ((string)gone["metadata"]!["labels"]!["on"]!).ShouldBe("yes", "it is shown as it was when it matched");
        (await watch.NextNameAsync()).ShouldBe("ADDED z");
    }

    [Fact]
    public async Task Watch_OneObject_SeesOnlyThat()
    {
        var start = (await Api.GetAsync(ConfigMaps)).Version;
        using var watch = await Api.WatchAsync($"{ConfigMaps}?resourceVersion={start}&fieldSelector=metadata.name%3Db");
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        await MakeAsync(ConfigMaps, ConfigMap("b"));
        (await watch.NextNameAsync()).ShouldBe("ADDED b");
    }

    [Fact]
    public async Task Watch_UpdateThatChangesNothing_IsNoEvent()
    {
        var made = await MakeAsync(Widgets, Widget("a"));
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={made.Version}");
        await Api.PatchAsync(Widgets + "/a", """{"spec":{"size":1}}""");
        await MakeAsync(Widgets, Widget("b"));
        (await watch.NextNameAsync()).ShouldBe("ADDED b");
    }

    [Fact]
    public async Task Watch_Finalized_IsOneDeletion()
    {
        var made = await MakeAsync(Widgets, Widget("a", metadata: ""","finalizers":["example.com/hold"]"""));
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={made.Version}");
        await Api.DeleteAsync(Widgets + "/a");
        await Api.PatchAsync(Widgets + "/a", """{"metadata":{"finalizers":null}}""");
        await MakeAsync(Widgets, Widget("b"));
        (await watch.NextNameAsync()).ShouldBe("MODIFIED a");
        (await watch.NextNameAsync()).ShouldBe("DELETED a");
        (await watch.NextNameAsync()).ShouldBe("ADDED b");
    }

    [Fact]
    public async Task Watch_TimeoutSeconds_EndsInOrder()
    {
        using var watch = await Api.WatchAsync(Widgets + "?timeoutSeconds=1");
        (await watch.ReadToEndAsync()).ShouldBeEmpty();
    }
}
