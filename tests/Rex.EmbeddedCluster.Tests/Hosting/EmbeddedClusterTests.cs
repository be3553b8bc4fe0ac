using Microsoft.Extensions.Time.Testing;
using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Hosting;

public sealed class EmbeddedClusterTests
{
    private static readonly DateTimeOffset Start = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_TwoClusters_ShareNothing()
    {
        await using var one = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        await using var two = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        one.BaseAddress.ShouldNotBe(two.BaseAddress);
        one.BaseAddress.IsLoopback.ShouldBeTrue();
        using var http = new HttpClient();
        (await Api(one, http).PostAsync("/api/v1/namespaces", """{"metadata":{"name":"x"}}""")).ShouldBe(201);
        using var other = new HttpClient();
        (await Api(two, other).GetAsync("/api/v1/namespaces/x")).ShouldBe(404);
    }

    [Fact]
    public async Task Clock_GivesTheDateHeaderAndTimestamps()
    {
        var clock = new FakeTimeProvider(Start);
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { TimeProvider = clock }, Cancellation);
        using var http = new HttpClient { BaseAddress = cluster.BaseAddress };
        clock.Advance(TimeSpan.FromMinutes(2));
        using var response = await http.GetAsync("/version", Cancellation);
        response.Headers.Date.ShouldBe(Start.AddMinutes(2));
        var made = await Api(cluster, http).PostAsync("/api/v1/namespaces", """{"metadata":{"name":"x"}}""");
        ((string)made["metadata.creationTimestamp"]!).ShouldBe("2031-05-06T07:10:09Z");
    }

    [Fact]
    public async Task Clock_GivesTheEndOfAPodsGrace()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(
            new EmbeddedClusterOptions { TimeProvider = new FakeTimeProvider(Start) },
            Cancellation
        );
        using var http = new HttpClient();
        var api = Api(cluster, http);
        const string pods = "/api/v1/namespaces/default/pods";
        (await api.PostAsync(pods, """{"metadata":{"name":"p"},"spec":{"nodeName":"n","containers":[]}}""")).ShouldBe(201);
        var deleting = await api.DeleteAsync(pods + "/p", """{"gracePeriodSeconds":40}""");
        ((string)deleting["metadata.deletionTimestamp"]!).ShouldBe("2031-05-06T07:08:49Z");
        deleting = await api.DeleteAsync(pods + "/p", """{"gracePeriodSeconds":10}""");
        ((string)deleting["metadata.deletionTimestamp"]!).ShouldBe("2031-05-06T07:08:19Z");
    }

    [Fact]
    public async Task Watch_TimeoutSeconds_FollowsTheClock()
    {
        var clock = new FakeTimeProvider(Start);
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { TimeProvider = clock }, Cancellation);
        using var http = new HttpClient();
        using var watch = await Api(cluster, http).WatchAsync("/api/v1/configmaps?timeoutSeconds=3000");
        var rest = watch.ReadToEndAsync();
        rest.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(3001));
        (await rest).ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_Bookmarks_CarryTheNewestVersion()
    {
        var clock = new FakeTimeProvider(Start);
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { TimeProvider = clock }, Cancellation);
        using var http = new HttpClient();
        var api = Api(cluster, http);
        var from = (await api.GetAsync("/api/v1/configmaps")).Version;
        using var watch = await api.WatchAsync($"/api/v1/configmaps?allowWatchBookmarks=true&resourceVersion={from}");
        var other = (await api.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"x"}}""")).ShouldBe(201);
        clock.Advance(TimeSpan.FromMinutes(1));
        var (type, bookmark) = await watch.NextAsync();
        type.ShouldBe("BOOKMARK");
        ((string)bookmark["kind"]!).ShouldBe("ConfigMap");
        ((string)bookmark["metadata"]!["resourceVersion"]!).ShouldBe(other.Version);
    }

    [Fact]
    public async Task Watch_WithoutAskingForBookmarks_GetsNone()
    {
        var clock = new FakeTimeProvider(Start);
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { TimeProvider = clock }, Cancellation);
        using var http = new HttpClient();
        using var watch = await Api(cluster, http).WatchAsync("/api/v1/configmaps?timeoutSeconds=600");
        clock.Advance(TimeSpan.FromSeconds(601));
        (await watch.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_OpenWatches_End()
    {
        var cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient();
        using var watch = await Api(cluster, http).WatchAsync("/api/v1/configmaps");
        await cluster.StopAsync();
        (await watch.ReadToEndAsync()).ShouldBeEmpty();
        await cluster.StopAsync();
        await cluster.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync("/version", Cancellation));
    }

    [Fact]
    public async Task History_BeyondItsLimit_IsGone()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { HistoryLimit = 5 }, Cancellation);
        using var http = new HttpClient();
        var api = Api(cluster, http);
        const string maps = "/api/v1/namespaces/default/configmaps";
        var first = (await api.PostAsync(maps, """{"metadata":{"name":"a"}}""")).Version;
        var versions = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            versions.Add((await api.PatchAsync(maps + "/a", $$$"""{"data":{"n":"{{{i}}}"}}""")).Version);
        }

        using var old = await api.WatchAsync($"{maps}?resourceVersion={first}");
        (await old.NextAsync()).Type.ShouldBe("ERROR");
        (await api.GetAsync($"{maps}?resourceVersion={first}&resourceVersionMatch=Exact")).ShouldFail(410, "Expired");
        using var recent = await api.WatchAsync($"{maps}?resourceVersion={versions[^3]}");
        (await recent.NextNameAsync()).ShouldBe("MODIFIED a");
    }

    [Fact]
    public async Task Patch_ApplyInYaml_IsBadRequest()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient();
        var api = Api(cluster, http);
        var answer = await api.PatchAsync("/api/v1/namespaces/default?fieldManager=a", "kind: Namespace", "application/apply-patch+yaml");
        answer.ShouldFail(400, "BadRequest");
    }

    [Fact]
    public async Task Definition_Created_IsEstablishedAtOnce()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient();
        var made = await Api(cluster, http)
            .PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", ConformanceResources.Gadgets);
        made.ShouldBe(201)["status.conditions"]!.AsArray().Select(c => (string)c!["type"]!).ShouldContain("Established");
    }

    [Fact]
    public async Task Clients_ManyAtOnce_LoseNothing()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        using var http = new HttpClient();
        var api = Api(cluster, http);
        const string maps = "/api/v1/namespaces/default/configmaps";
        var from = (await api.GetAsync(maps)).Version;
        var watches = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.WatchAsync($"{maps}?resourceVersion={from}")));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => WorkAsync(api, maps, $"c{i}")));
        foreach (var watch in watches)
        {
            var counts = new Dictionary<string, int>();
            var last = 0L;
            for (var i = 0; i < 8 * 12; i++)
            {
                var (_, obj) = await watch.NextAsync();
                var version = long.Parse((string)obj["metadata"]!["resourceVersion"]!);
                version.ShouldBeGreaterThan(last);
                last = version;
                var name = (string)obj["metadata"]!["name"]!;
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }

            counts.Values.ShouldAllBe(count => count == 12);
            watch.Dispose();
        }
    }

    [Fact]
    public async Task WriteKubeconfig_File_NamesTheAddress()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await cluster.WriteKubeconfigAsync(path, Cancellation);
        var text = await File.ReadAllTextAsync(path, Cancellation);
        File.Delete(path);
        text.ShouldBe(cluster.KubeconfigYaml());
        text.ShouldContain($"server: {cluster.BaseAddress.ToString().TrimEnd('/')}");
    }

    private static ApiClient Api(EmbeddedCluster cluster, HttpClient http)
    {
        http.BaseAddress ??= cluster.BaseAddress;
        return new ApiClient(http, Cancellation);
    }

    /// <summary>Twelve writes: made, ten times patched, deleted.</summary>
    private static async Task WorkAsync(ApiClient api, string maps, string name)
    {
        (await api.PostAsync(maps, $$$"""{"metadata":{"name":"{{{name}}}"}}""")).ShouldBe(201);
        for (var i = 0; i < 10; i++)
        {
            (await api.PatchAsync($"{maps}/{name}", $$$"""{"data":{"n":"{{{i}}}"}}""")).ShouldBe(200);
        }

        (await api.DeleteAsync($"{maps}/{name}")).ShouldBe(200);
    }
}
