using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.GarbageCollection;

/// <summary>Empties a namespace that is being deleted, and then lets it go.</summary>
internal sealed class NamespaceTermination(ClusterState state)
{
    private readonly ObjectDeletion _deletion = new(state);

    public void Process(Change change)
    {
        var ns = change.Current.Resource == BuiltInKinds.Namespaces ? change.Current.Key.Name : change.Current.Key.Namespace;
        if (
            ns.Length > 0
            && state.Store.Get(BuiltInKinds.Namespaces, new ObjectKey("", ns)) is { Metadata.DeletionTimestamp: not null } found
            && (change.Type == ChangeType.Deleted || change.Current.Resource == BuiltInKinds.Namespaces)
        )
        {
            Empty(found);
        }
    }

    private void Empty(StoredObject ns)
    {
        var left = 0;
        foreach (var kind in state.Catalog.All.Where(k => k.Namespaced).DistinctBy(k => k.Stored).ToList())
        {
            foreach (var obj in state.Store.Snapshot(kind.Stored).Objects.Values.Where(o => o.Key.Namespace == ns.Key.Name))
            {
                left += Delete(kind, obj) ? 0 : 1;
            }
        }

        if (left == 0)
        {
            state.Store.Write(
                ns.Resource,
                ns.Key,
                current =>
                    current is null ? new WriteDecision.Keep()
                    : current.Metadata.Finalizers.Any() ? new WriteDecision.Put(current.Content.WithAt(["spec", "finalizers"], null))
                    : new WriteDecision.Remove(current.Content.WithAt(["spec", "finalizers"], JsonList.Empty))
            );
        }
    }

    private bool Delete(ResourceKind kind, StoredObject obj)
    {
        if (obj.Metadata.DeletionTimestamp is not null)
        {
            return false;
        }

        try
        {
            var options = new DeleteOptions { PropagationPolicy = "Background", PreconditionUid = obj.Metadata.Uid };
            return _deletion.Delete(new ObjectTarget(kind, obj.Key.Namespace, obj.Key.Name), options).Removed;
        }
        catch (ApiException gone) when (gone.Code is 404 or 409)
        {
            return true;
        }
    }
}
