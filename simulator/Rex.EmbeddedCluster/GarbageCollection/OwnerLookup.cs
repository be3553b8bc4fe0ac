using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.GarbageCollection;

/// <summary>Finds out what has become of an object's owners.</summary>
internal sealed class OwnerLookup(ClusterState state)
{
    /// <summary>Sorts an object's owners into those that keep it, those that are gone, and those that wait for it to go.</summary>
    public (List<OwnerReference> Solid, List<OwnerReference> Gone, List<OwnerReference> Waiting) Classify(StoredObject obj)
    {
        var (solid, gone, waiting) = (new List<OwnerReference>(), new List<OwnerReference>(), new List<OwnerReference>());
        foreach (var owner in obj.Metadata.OwnerReferences)
        {
            var found = Find(obj, owner);
            if (!found.Known || (found.Object is not null && !IsWaitingForDependents(found.Object)))
            {
                solid.Add(owner);
            }
            else if (found.Object is null)
            {
                gone.Add(owner);
            }
            else
            {
                waiting.Add(owner);
            }
        }

        return (solid, gone, waiting);
    }

    /// <summary>Whether an object is being deleted in the foreground.</summary>
    public static bool IsWaitingForDependents(StoredObject obj) =>
        obj.Metadata.DeletionTimestamp is not null && obj.Metadata.HasFinalizer(Finalizers.Foreground);

    /// <summary>Finds an owner; of a kind that is not served nothing is known, and what is not known is not collected.</summary>
    public (bool Known, StoredObject? Object) Find(StoredObject dependent, OwnerReference owner)
    {
        if (state.Catalog.FindKind(owner.ApiVersion, owner.Kind) is not { } kind)
        {
            return (false, null);
        }

        var found = state.Store.Get(kind.Stored, new ObjectKey(kind.Namespaced ? dependent.Key.Namespace : "", owner.Name));
        return (true, found?.Metadata.Uid == owner.Uid ? found : null);
    }
}
