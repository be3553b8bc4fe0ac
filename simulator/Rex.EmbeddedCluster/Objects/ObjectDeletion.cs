using System.Globalization;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Objects;

/// <summary>
/// DELETE of an object (<c>k8s.io/apiserver/pkg/registry/generic/registry/store.go</c>, Delete, and <c>rest/delete.go</c>, BeforeDelete).
/// An object goes at once unless it has finalizers, the propagation policy gives it one, or its kind deletes gracefully.
/// </summary>
internal sealed class ObjectDeletion(ClusterState state)
{
    public DeletionResult Delete(ObjectTarget target, DeleteOptions options)
    {
        var kind = target.Kind;
        if (kind.Resource == BuiltInKinds.Namespaces && NamespaceLifecycle.Immortal.Contains(target.Name))
        {
            throw ApiErrors.Forbidden(kind.Resource, target.Name, "this namespace may not be deleted");
        }

        var removed = false;
        StoredObject? dry = null;
        var result = state.Store.Write(
            kind.Stored,
            target.Key,
            existing =>
            {
                if (existing is null)
                {
                    throw ApiErrors.NotFound(kind.Resource, target.Name);
                }

                CheckPreconditions(kind, existing.Metadata, options);
                var decision = Decide(kind, existing, options);
                removed = decision is WriteDecision.Remove;
                if (options.DryRun)
                {
                    dry = decision switch
                    {
                        WriteDecision.Put put => new StoredObject(kind.Stored, target.Key, put.Content, existing.ResourceVersion),
                        WriteDecision.Remove gone => new StoredObject(kind.Stored, target.Key, gone.Content, existing.ResourceVersion),
                        _ => existing,
                    };
                    return new WriteDecision.Keep();
                }

                return decision;
            }
        );
        return new DeletionResult(dry ?? result, removed);
    }

    private static void CheckPreconditions(ResourceKind kind, ObjectMetadata metadata, DeleteOptions options)
    {
        // The real server names the kind here and not the resource.
        var named = new ResourceName(kind.Group, kind.Kind);
        if (options.PreconditionUid is { } uid && uid != metadata.Uid)
        {
            var why =
                $"the UID in the precondition ({uid}) does not match the UID in record ({metadata.Uid}). The object might have been deleted and then recreated";
            throw ApiErrors.Conflict(named, metadata.Name, why);
        }

        if (options.PreconditionResourceVersion is { } version && version != metadata.ResourceVersion)
        {
            var why =
                $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({metadata.ResourceVersion}). "
                + "The object might have been modified";
            throw ApiErrors.Conflict(named, metadata.Name, why);
        }
    }

    private WriteDecision Decide(ResourceKind kind, StoredObject existing, DeleteOptions options)
    {
        var obj = existing.Content;
        if (kind.Resource == BuiltInKinds.Namespaces)
        {
            return TerminateNamespace(existing);
        }

        if (kind.Resource == BuiltInKinds.CustomResourceDefinitions && existing.Metadata.DeletionTimestamp is null)
        {
            obj = CustomResourceDefinitionTermination.Begin(obj, state.Now());
        }

        var graceful = false;
        long grace = 0;
        if (kind.Strategy.GraceOf(obj, options.GracePeriodSeconds) is { } seconds)
        {
            if (existing.Metadata.DeletionTimestamp is null)
            {
                (graceful, grace) = (true, seconds);
                obj = MarkDeleted(obj, seconds);
            }
            else if (existing.Metadata.DeletionGracePeriodSeconds is > 0 and var left)
            {
                // A second deletion can only shorten the time that is left.
                if (options.GracePeriodSeconds is not { } asked || Math.Max(asked, asked < 0 ? 1 : 0) >= left)
                {
                    return new WriteDecision.Keep();
                }

                (graceful, grace) = (true, Math.Max(asked, asked < 0 ? 1 : 0));
                obj = Shorten(obj, existing.Metadata, grace);
            }
        }

        var finalizers = FinalizersAfter(kind, existing.Metadata, options);
        obj = obj.WithFinalizers([
            .. ObjectMetadata.Of(obj).Finalizers.Where(f => f == Finalizers.CustomResourceCleanup),
            .. finalizers.Where(f => f != Finalizers.CustomResourceCleanup),
        ]);
        if (ObjectMetadata.Of(obj).Finalizers.Any())
        {
            return new WriteDecision.Put(graceful ? obj : MarkDeleted(obj, 0));
        }

        return (graceful, grace) switch
        {
            (true, > 0) => new WriteDecision.Put(obj),

            // What deletes gracefully is marked first, however short the grace: watches see both.
            (true, _) => new WriteDecision.Remove(obj) { MarkedFirst = true },
            _ => new WriteDecision.Remove(obj),
        };
    }

    private JsonMap MarkDeleted(JsonMap obj, long graceSeconds)
    {
        var metadata = ObjectMetadata.Of(obj);
        if (metadata.DeletionTimestamp is null && metadata.Generation > 0)
        {
            obj = obj.WithMetadata("generation", metadata.Generation + 1);
        }

        var at = ClusterState.Timestamp(state.Clock.GetUtcNow().AddSeconds(graceSeconds));
        var keep = metadata.DeletionTimestamp is { } before && string.CompareOrdinal(before, at) <= 0;
        return (keep ? obj : obj.WithMetadata("deletionTimestamp", at)).WithMetadata("deletionGracePeriodSeconds", graceSeconds);
    }

    private static JsonMap Shorten(JsonMap obj, ObjectMetadata metadata, long grace)
    {
        var end = DateTimeOffset.Parse(metadata.DeletionTimestamp!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var shortened = end.AddSeconds(grace - metadata.DeletionGracePeriodSeconds!.Value);
        return obj.WithMetadata("deletionTimestamp", ClusterState.Timestamp(shortened)).WithMetadata("deletionGracePeriodSeconds", grace);
    }

    private WriteDecision TerminateNamespace(StoredObject existing)
    {
        var finalizers = existing.Content.At("spec", "finalizers") as JsonList;
        if (existing.Metadata.DeletionTimestamp is not null)
        {
            return finalizers is { Count: > 0 } || existing.Metadata.Finalizers.Any()
                ? new WriteDecision.Keep()
                : new WriteDecision.Remove(existing.Content);
        }

        return new WriteDecision.Put(
            existing.Content.WithMetadata("deletionTimestamp", state.Now()).WithAt(["status", "phase"], "Terminating")
        );
    }

    /// <summary>The finalizers that say what becomes of the dependents: the request decides, else the object, else the kind.</summary>
    private static List<string> FinalizersAfter(ResourceKind kind, ObjectMetadata metadata, DeleteOptions options)
    {
        var others = metadata.Finalizers.Where(f => f is not (Finalizers.Orphan or Finalizers.Foreground)).ToList();
        if (kind.Strategy.DefaultPropagation == PropagationDefault.Unsupported)
        {
            return others;
        }

        var policy = (options.OrphanDependents, options.PropagationPolicy) switch
        {
            (true, _) => "Orphan",
            (false, _) => "Background",
            (_, { } asked) => asked,
            _ when metadata.HasFinalizer(Finalizers.Orphan) => "Orphan",
            _ when metadata.HasFinalizer(Finalizers.Foreground) => "Foreground",
            _ => kind.Strategy.DefaultPropagation == PropagationDefault.Orphan ? "Orphan" : "Background",
        };
        if (policy == "Orphan")
        {
            others.Add(Finalizers.Orphan);
        }
        else if (policy == "Foreground")
        {
            others.Add(Finalizers.Foreground);
        }

        return others;
    }
}
