using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Embedded;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Platform;

public sealed class ObjectCacheTests : IAsyncLifetime
{
    private EmbeddedCluster _cluster = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        _client = new HttpClient { BaseAddress = _cluster.BaseAddress };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cluster.DisposeAsync();
    }

    // A controller's own write and somebody else's right after it: the answer to the first may be handled after the second was seen.
    [Fact]
    public async Task Put_OlderThanWhatTheWatchBrought_IsForgotten()
    {
        var api = new KubeApi(_client, TimeProvider.System);
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "one", ["namespace"] = "default" },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "i" }) },
        };
        var older = await api.CreateAsync(KubeResource.Pods, "default", pod, Cancellation);
        var newer = new TaskCompletionSource();
        var options = new ObjectCacheOptions { Resource = KubeResource.Pods, Changed = _ => newer.TrySetResult() };
        await using var cache = await ObjectCache.StartAsync(api, options, TimeProvider.System, Cancellation);
        var key = older.Key();
        newer = new TaskCompletionSource();
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["is"] = "newer" } } };
        await api.PatchAsync(KubeResource.Pods, "default", "one", patch, Cancellation);
        await newer.Task.WaitAsync(Cancellation);

        cache.Put(older);

        cache.Get(key)!.Value.ResourceVersion().ShouldNotBe(older.ResourceVersion());
    }
}
