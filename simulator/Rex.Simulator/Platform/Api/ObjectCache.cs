using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace Rex.Simulator.Platform.Api;

/// <summary>
/// A client's own copy of all objects of a kind, kept up by list and watch. Like a real informer it can be behind, and whoever owns it
/// can put an object into it by hand: watch events that are not newer are then passed over.
/// </summary>
internal sealed class ObjectCache : IAsyncDisposable
{
    private readonly KubeApi api;
    private readonly ObjectCacheOptions options;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, JsonElement> items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> groups = new(StringComparer.Ordinal);
    private readonly Channel<(DateTimeOffset Due, Action Apply)> arrived = Channel.CreateUnbounded<(DateTimeOffset, Action)>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;

    private ObjectCache(KubeApi api, ObjectCacheOptions options, TimeProvider time)
    {
        this.api = api;
        this.options = options;
        this.time = time;
    }

    public ICollection<JsonElement> All => items.Values;

    /// <summary>Returns once the first list is in the cache.</summary>
    public static async Task<ObjectCache> StartAsync(
        KubeApi api,
        ObjectCacheOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var cache = new ObjectCache(api, options, time);
        var list = await api.ListAsync(options.Resource, options.Namespace, options.LabelSelector, cancellationToken);
        cache.ApplyList(list);
        var version = list.ResourceVersion();
        cache.running = Task.WhenAll(cache.WatchAsync(version), cache.ApplyAsync());
        return cache;
    }

    public JsonElement? Get(string key) => items.TryGetValue(key, out var item) ? item : null;

    public IReadOnlyList<JsonElement> InGroup(string group)
    {
        lock (gate)
        {
            return groups.TryGetValue(group, out var keys) ? [.. keys.Select(key => items[key])] : [];
        }
    }

    /// <summary>Puts an object into the cache by hand, without telling anybody; not in the place of a newer one.</summary>
    /// <remarks>
    /// The real controller does not compare: where somebody else writes in the milliseconds between its write and this, that is forgotten until the next
    /// one. Milliseconds of the wall are tenths of a second here, and it would happen all the time.
    /// </remarks>
    public void Put(JsonElement item)
    {
        lock (gate)
        {
            if (Get(item.Key()) is not { } known || known.Uid() != item.Uid() || VersionOf(known) < VersionOf(item))
            {
                Store(item.Key(), item);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends; anything else is a fault in whoever is told of changes.
        }

        stopping.Dispose();
    }

    private static long VersionOf(JsonElement item) =>
        long.TryParse(item.ResourceVersion(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : long.MaxValue;

    private async Task WatchAsync(string version)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (
                    var change in api.WatchAsync(options.Resource, options.Namespace, options.LabelSelector, version, stopping.Token)
                )
                {
                    if (change.GetText("type") == "ERROR")
                    {
                        break;
                    }

                    var item = change.GetProperty("object");
                    version = item.ResourceVersion();
                    if (change.GetText("type") is var type and not "BOOKMARK")
                    {
                        Enqueue(() => Apply(type == "DELETED", item));
                    }
                }
            }
            catch (Exception error) when (error is HttpRequestException or IOException or KubeApiException or TaskCanceledException)
            {
                // Watches end; the list that follows makes up for whatever was missed.
            }

            version = await ListAgainAsync(version);
        }
    }

    private async Task<string> ListAgainAsync(string version)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, stopping.Token);
            var list = await api.ListAsync(options.Resource, options.Namespace, options.LabelSelector, stopping.Token);
            Enqueue(() => ApplyList(list));
            return list.ResourceVersion();
        }
        catch (Exception error) when (error is HttpRequestException or IOException or KubeApiException or OperationCanceledException)
        {
            return version;
        }
    }

    private void Enqueue(Action apply) => arrived.Writer.TryWrite((time.GetUtcNow() + options.Lag, apply));

    private async Task ApplyAsync()
    {
        await foreach (var (due, apply) in arrived.Reader.ReadAllAsync(stopping.Token))
        {
            var wait = due - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stopping.Token);
            }

            apply();
        }
    }

    private void ApplyList(JsonElement list)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.GetProperty("items").EnumerateArray())
        {
            listed.Add(item.Key());
            Apply(deleted: false, item);
        }

        foreach (var (key, item) in items)
        {
            if (!listed.Contains(key))
            {
                Apply(deleted: true, item);
            }
        }
    }

    private void Apply(bool deleted, JsonElement item)
    {
        var key = item.Key();
        var old = Get(key);
        if (deleted)
        {
            if (old is null)
            {
                return;
            }

            Store(key, null);
            options.Changed(new CacheChange(old, null));
        }
        else if (old is null || old.Value.Uid() != item.Uid() || VersionOf(item) > VersionOf(old.Value))
        {
            Store(key, item);
            options.Changed(new CacheChange(old, item));
        }
    }

    private void Store(string key, JsonElement? item)
    {
        lock (gate)
        {
            if (items.TryRemove(key, out var old) && options.Group(old) is { } left && groups.TryGetValue(left, out var keys))
            {
                keys.Remove(key);
                if (keys.Count == 0)
                {
                    groups.Remove(left);
                }
            }

            if (item is not { } value)
            {
                return;
            }

            items[key] = value;
            if (options.Group(value) is { } group)
            {
                (groups.TryGetValue(group, out var members) ? members : groups[group] = new HashSet<string>(StringComparer.Ordinal)).Add(
                    key
                );
            }
        }
    }
}
