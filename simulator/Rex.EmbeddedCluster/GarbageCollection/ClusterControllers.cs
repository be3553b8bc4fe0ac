using System.Threading.Channels;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.GarbageCollection;

/// <summary>The part of the controller manager that an API server is not itself without: it follows what is written and acts through the same rules as clients.</summary>
internal sealed class ClusterControllers
{
    private readonly ClusterState _state;
    private readonly EmbeddedClusterOptions _options;
    private readonly Channel<(Change Change, DateTimeOffset Due)> _changes = Channel.CreateUnbounded<(Change, DateTimeOffset)>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly OwnershipGraph _graph = new();
    private readonly GarbageCollector _collector;
    private readonly NamespaceTermination _namespaces;
    private readonly DefinitionTermination _definitions;
    private Task _loop = Task.CompletedTask;

    public ClusterControllers(ClusterState state, EmbeddedClusterOptions options)
    {
        _state = state;
        _options = options;
        _collector = new GarbageCollector(state, _graph);
        _namespaces = new NamespaceTermination(state);
        _definitions = new DefinitionTermination(state);
        state.Store.Written += OnWritten;
    }

    public void Start(CancellationToken stopping) => _loop = RunAsync(stopping);

    public Task StopAsync()
    {
        _state.Store.Written -= OnWritten;
        return _loop;
    }

    private void OnWritten(Change change)
    {
        if (change.Current.Resource == BuiltInKinds.CustomResourceDefinitions)
        {
            if (change.Type == ChangeType.Deleted)
            {
                _state.Catalog.Forget(change.Current.Key.Name);
            }
            else
            {
                _state.Catalog.Define(change.Current.Content);
            }
        }

        _graph.Follow(change);
        _changes.Writer.TryWrite((change, _state.Clock.GetUtcNow() + _options.GcInterval));
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var (change, due) in _changes.Reader.ReadAllAsync(stopping))
            {
                if (due - _state.Clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, _state.Clock, stopping);
                }

                Process(change);
            }
        }
        catch (OperationCanceledException)
        {
            // The cluster stops.
        }
    }

    private void Process(Change change)
    {
        if (!IsRelevant(change))
        {
            return;
        }

        _collector.Process(change);
        _namespaces.Process(change);
        _definitions.Process(change);
    }

    /// <summary>Most writes change neither owners nor deletion; they need no look.</summary>
    private static bool IsRelevant(Change change)
    {
        if (change.Type == ChangeType.Deleted || change.Current.Metadata.DeletionTimestamp is not null)
        {
            return true;
        }

        return !JsonData.DeepEquals(change.Current.Metadata.Json["ownerReferences"], change.Previous?.Metadata.Json["ownerReferences"]);
    }
}
