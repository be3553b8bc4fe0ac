using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.GarbageCollection;

/// <summary>Collects what has lost its owners (<c>pkg/controller/garbagecollector/garbagecollector.go</c>).</summary>
internal sealed class GarbageCollector(ClusterState state, OwnershipGraph graph)
{
    private static readonly WriteOptions Plain = new(DryRun: false, Strict: false);
    private readonly OwnerLookup _owners = new(state);
    private readonly ObjectDeletion _deletion = new(state);
    private readonly ObjectUpdate _update = new(state, new ObjectCreation(state));

    /// <summary>Looks at what a write may have made collectable.</summary>
    public void Process(Change change)
    {
        if (change.Type == ChangeType.Deleted)
        {
            foreach (var (resource, key) in graph.DependentsOf(change.Current.Metadata.Uid))
            {
                Attempt(resource, key);
            }

            // Owners that wait for their dependents may go now.
            foreach (var owner in change.Current.Metadata.OwnerReferences)
            {
                AttemptOwner(change.Current, owner);
            }

            return;
        }

        Attempt(change.Current.Resource, change.Current.Key);
        if (change.Previous is { } previous)
        {
            foreach (var owner in previous.Metadata.OwnerReferences)
            {
                AttemptOwner(previous, owner);
            }
        }
    }

    private void AttemptOwner(StoredObject dependent, OwnerReference owner)
    {
        if (_owners.Find(dependent, owner) is { Known: true, Object: { Metadata.DeletionTimestamp: not null } found })
        {
            Attempt(found.Resource, found.Key);
        }
    }

    private void Attempt(ResourceName resource, ObjectKey key)
    {
        while (state.Store.Get(resource, key) is { } obj && KindOf(resource) is { } kind)
        {
            try
            {
                AttemptObject(kind, obj);
                return;
            }
            catch (ApiException lost) when (lost.Code == 409)
            {
                // Somebody wrote in between, and that write may be one that nobody looks at here: decide again.
            }
            catch (ApiException)
            {
                // It is gone, or its own schema refuses it now; neither can be helped by trying again.
                return;
            }
        }
    }

    private void AttemptObject(ResourceKind kind, StoredObject obj)
    {
        var target = new ObjectTarget(kind, obj.Key.Namespace, obj.Key.Name);
        if (obj.Metadata.DeletionTimestamp is not null)
        {
            if (obj.Metadata.HasFinalizer(Finalizers.Orphan))
            {
                OrphanDependents(target, obj);
            }
            else if (obj.Metadata.HasFinalizer(Finalizers.Foreground))
            {
                DeleteDependents(target, obj);
            }

            return;
        }

        AttemptDependent(target, obj);
    }

    private void OrphanDependents(ObjectTarget target, StoredObject owner)
    {
        foreach (var dependent in Dependents(owner))
        {
            RemoveOwners(dependent, [owner.Metadata.Uid]);
        }

        RemoveFinalizer(target, owner, Finalizers.Orphan);
    }

    private void DeleteDependents(ObjectTarget target, StoredObject owner)
    {
        var dependents = Dependents(owner).ToList();
        var blocking = dependents
            .Where(d => d.Metadata.OwnerReferences.Any(o => o.Uid == owner.Metadata.Uid && o.BlockOwnerDeletion))
            .ToList();
        if (blocking.Count == 0)
        {
            RemoveFinalizer(target, owner, Finalizers.Foreground);
            return;
        }

        foreach (var dependent in dependents.Where(d => d.Metadata.DeletionTimestamp is null))
        {
            Attempt(dependent.Resource, dependent.Key);
        }
    }

    private void AttemptDependent(ObjectTarget target, StoredObject obj)
    {
        var (solid, gone, waiting) = _owners.Classify(obj);
        if (solid.Count > 0 || (gone.Count == 0 && waiting.Count == 0))
        {
            if (gone.Count > 0 || waiting.Count > 0)
            {
                RemoveOwners(obj, [.. gone.Concat(waiting).Select(o => o.Uid)]);
            }

            return;
        }

        var dependents = Dependents(obj).ToList();
        if (waiting.Count > 0 && dependents.Count > 0)
        {
            // A cycle of owners that wait for each other would never end.
            if (dependents.Any(OwnerLookup.IsWaitingForDependents))
            {
                Unblock(target);
            }

            Delete(target, obj, "Foreground");
            return;
        }

        Delete(target, obj, PolicyOf(obj));
    }

    private static string PolicyOf(StoredObject obj)
    {
        if (obj.Metadata.HasFinalizer(Finalizers.Orphan))
        {
            return "Orphan";
        }

        return obj.Metadata.HasFinalizer(Finalizers.Foreground) ? "Foreground" : "Background";
    }

    private IEnumerable<StoredObject> Dependents(StoredObject owner) =>
        graph.DependentsOf(owner.Metadata.Uid).Select(d => state.Store.Get(d.Resource, d.Key)).OfType<StoredObject>();

    private void Delete(ObjectTarget target, StoredObject obj, string policy) =>
        _deletion.Delete(
            target,
            new DeleteOptions
            {
                PropagationPolicy = policy,
                PreconditionUid = obj.Metadata.Uid,
                PreconditionResourceVersion = obj.Metadata.ResourceVersion,
            }
        );

    private void RemoveOwners(StoredObject dependent, IReadOnlyCollection<string> uids)
    {
        if (KindOf(dependent.Resource) is not { } kind)
        {
            return;
        }

        _update.Patch(
            new ObjectTarget(kind, dependent.Key.Namespace, dependent.Key.Name),
            obj =>
            {
                var left =
                    ObjectMetadata
                        .Of(obj)
                        .Json.List("ownerReferences")
                        ?.Where(o => !uids.Contains((o as JsonMap)?.Text("uid") ?? ""))
                        .ToList()
                    ?? [];
                return obj.WithMetadata("ownerReferences", left.Count == 0 ? null : JsonList.Of(left));
            },
            WritePart.Main,
            Plain
        );
    }

    private void Unblock(ObjectTarget target) =>
        _update.Patch(
            target,
            obj =>
                obj.WithMetadata(
                    "ownerReferences",
                    ObjectMetadata
                        .Of(obj)
                        .Json.List("ownerReferences")
                        ?.Map((o, _) => o is JsonMap map ? map.With("blockOwnerDeletion", false) : o)
                ),
            WritePart.Main,
            Plain
        );

    private void RemoveFinalizer(ObjectTarget target, StoredObject obj, string finalizer) =>
        _update.Patch(
            target,
            current => current.WithFinalizers([.. ObjectMetadata.Of(current).Finalizers.Where(f => f != finalizer)]),
            WritePart.Main,
            Plain
        );

    private ResourceKind? KindOf(ResourceName resource) => state.Catalog.All.FirstOrDefault(k => k.Resource == resource);
}
