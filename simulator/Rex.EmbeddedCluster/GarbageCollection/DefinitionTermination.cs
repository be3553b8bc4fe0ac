using Rex.Embedded.Errors;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.GarbageCollection;

/// <summary>Deletes the objects of a CustomResourceDefinition that is being deleted, and then lets it go.</summary>
internal sealed class DefinitionTermination(ClusterState state)
{
    private readonly ObjectDeletion _deletion = new(state);
    private readonly ObjectUpdate _update = new(state, new ObjectCreation(state));

    public void Process(Change change)
    {
        var name =
            change.Current.Resource == BuiltInKinds.CustomResourceDefinitions ? change.Current.Key.Name
            : change.Type == ChangeType.Deleted ? change.Current.Resource.ToString()
            : "";
        var key = new ObjectKey("", name);
        if (
            state.Store.Get(BuiltInKinds.CustomResourceDefinitions, key) is { Metadata.DeletionTimestamp: not null } definition
            && definition.Metadata.HasFinalizer(Finalizers.CustomResourceCleanup)
        )
        {
            Empty(key);
        }
    }

    private void Empty(ObjectKey definition)
    {
        var kind = state.Catalog.All.FirstOrDefault(k => k.Resource.ToString() == definition.Name);
        if (kind is not null)
        {
            foreach (var obj in state.Store.Snapshot(kind.Resource).Objects.Values)
            {
                Delete(kind, obj);
            }

            if (!state.Store.Snapshot(kind.Resource).Objects.IsEmpty)
            {
                return;
            }
        }

        _update.Patch(
            new ObjectTarget(state.Catalog.Find("apiextensions.k8s.io", "v1", "customresourcedefinitions")!, "", definition.Name),
            obj => obj.WithFinalizers([.. ObjectMetadata.Of(obj).Finalizers.Where(f => f != Finalizers.CustomResourceCleanup)]),
            WritePart.Main,
            new WriteOptions(DryRun: false, Strict: false)
        );
    }

    private void Delete(ResourceKind kind, StoredObject obj)
    {
        if (obj.Metadata.DeletionTimestamp is not null)
        {
            return;
        }

        try
        {
            var options = new DeleteOptions { PropagationPolicy = "Background", PreconditionUid = obj.Metadata.Uid };
            _deletion.Delete(new ObjectTarget(kind, obj.Key.Namespace, obj.Key.Name), options);
        }
        catch (ApiException gone) when (gone.Code is 404 or 409)
        {
            // It went by itself.
        }
    }
}
