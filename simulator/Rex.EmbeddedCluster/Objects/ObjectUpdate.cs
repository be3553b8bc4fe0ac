using System.Globalization;
using Rex.Embedded.Apply;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Objects;

/// <summary>PUT and PATCH of an object (<c>k8s.io/apiserver/pkg/registry/generic/registry/store.go</c>, Update).</summary>
internal sealed class ObjectUpdate(ClusterState state, ObjectCreation creation)
{
    /// <summary>Replaces an object.</summary>
    /// <returns>The object, and whether it was made by this.</returns>
    public (StoredObject Object, bool Created) Replace(ObjectTarget target, JsonMap body, WritePart part, WriteOptions options)
    {
        var kind = target.Kind;
        var obj = ObjectIntake.Decode(kind, body, target.Namespace, options);
        CheckName(target, obj);
        if (kind.Strategy.AllowsCreateOnUpdate && part == WritePart.Main && state.Store.Get(kind.Stored, target.Key) is null)
        {
            return (creation.Create(kind, target.Namespace, body, options), true);
        }

        return (Change(target, existing => JsonSharing.Share(obj, existing.Content), part, options, isPatch: false), false);
    }

    /// <summary>Changes an object by a function of its newest version.</summary>
    public StoredObject Patch(ObjectTarget target, Func<JsonMap, JsonMap> patch, WritePart part, WriteOptions options) =>
        Change(
            target,
            existing => Decode(target, patch(target.Kind.View?.FromStored(existing.Content) ?? existing.Content), options),
            part,
            options,
            isPatch: true
        );

    /// <summary>Changes an object by a function of its newest version that says itself who owns the fields.</summary>
    public StoredObject Apply(ObjectTarget target, Func<JsonMap, JsonMap> apply, WritePart part, WriteOptions options) =>
        Change(
            target,
            existing => Decode(target, apply(target.Kind.View?.FromStored(existing.Content) ?? existing.Content), options),
            part,
            options,
            isPatch: true,
            isApply: true
        );

    /// <summary>Checks that an object is the one that the path names.</summary>
    /// <exception cref="ApiException">400.</exception>
    public static void CheckName(ObjectTarget target, JsonMap obj)
    {
        var metadata = ObjectMetadata.Of(obj);
        if (metadata.Name.Length == 0)
        {
            throw ApiErrors.BadRequest($"the name of the object ({target.Name} based on URL) was undeterminable: name must be provided");
        }

        if (metadata.Name != target.Name)
        {
            throw ApiErrors.BadRequest($"the name of the object ({metadata.Name}) does not match the name on the URL ({target.Name})");
        }

        if (target.Namespace.Length > 0 && metadata.Namespace.Length > 0 && metadata.Namespace != target.Namespace)
        {
            throw ApiErrors.BadRequest(
                $"the namespace of the object ({metadata.Namespace}) does not match the namespace on the request ({target.Namespace})"
            );
        }
    }

    /// <summary>What a patch made of an object is decoded anew; where that fails, the patch is called invalid and not the request bad.</summary>
    private static JsonMap Decode(ObjectTarget target, JsonMap patched, WriteOptions options)
    {
        try
        {
            patched = ObjectIntake.Normalize(target.Kind, patched, target.Namespace, options.Strict);
        }
        catch (ApiException fault) when (fault.Code == 400)
        {
            throw ApiErrors.Invalid("", "", "", [StatusCause.Invalid("patch", patched.ToString(), fault.Message)]);
        }

        CheckName(target, patched);
        return patched;
    }

    private StoredObject Change(
        ObjectTarget target,
        Func<StoredObject, JsonMap> change,
        WritePart part,
        WriteOptions options,
        bool isPatch,
        bool isApply = false
    )
    {
        var kind = target.Kind;
        StoredObject? dry = null;
        var stored = state.Store.Write(
            kind.Stored,
            target.Key,
            existing =>
            {
                if (existing is null)
                {
                    throw ApiErrors.NotFound(kind.Resource, target.Name);
                }

                var sent = change(existing);
                var obj = Prepare(kind, sent, existing, part, isPatch);
                obj = obj.WithMetadata(
                    "managedFields",
                    isApply ? sent.At("metadata", "managedFields") : OwnersAfter(kind, sent, obj, existing, part, options)
                );
                if (options.DryRun)
                {
                    dry = new StoredObject(kind.Stored, target.Key, obj, existing.ResourceVersion);
                    return new WriteDecision.Keep();
                }

                return IsFinalized(obj, existing) ? new WriteDecision.Remove(obj) : new WriteDecision.Put(obj);
            }
        );
        return dry ?? stored;
    }

    private static JsonMap Prepare(ResourceKind kind, JsonMap obj, StoredObject existing, WritePart part, bool isPatch)
    {
        var (metadata, before) = (ObjectMetadata.Of(obj), existing.Metadata);
        CheckVersion(kind, metadata, existing, isPatch);
        if (metadata.Uid.Length > 0 && metadata.Uid != before.Uid)
        {
            var why = $"Precondition failed: UID in precondition: {metadata.Uid}, UID in object meta: {before.Uid}";
            throw ApiErrors.Conflict(kind.Resource, before.Name, why);
        }

        var kept = metadata.Json;
        foreach (var field in (string[])["uid", "deletionGracePeriodSeconds"])
        {
            kept = kept[field] is null ? kept.With(field, before.Json[field]) : kept;
        }

        // An update that gives other times is not refused: they stay what they are.
        kept = kept.With("creationTimestamp", before.Json["creationTimestamp"]);
        kept = before.DeletionTimestamp is null ? kept : kept.With("deletionTimestamp", before.Json["deletionTimestamp"]);

        kept = kept.Without("managedFields")
            .With("generation", before.Json["generation"])
            .With("resourceVersion", before.Json["resourceVersion"]);
        obj = obj.With("metadata", JsonSharing.Share(kept, before.Json));
        obj = part switch
        {
            WritePart.Status => kind.Strategy.PrepareForStatusUpdate(obj, existing.Content),
            WritePart.NamespaceFinalizers => existing.Content.WithAt(["spec", "finalizers"], obj.At("spec", "finalizers")),
            _ => kind.Strategy.PrepareForUpdate(obj, existing.Content),
        };
        var causes = new List<StatusCause>();
        MetadataValidation.Validate(kind, obj, causes);
        MetadataValidation.ValidateUpdate(obj, existing.Content, causes);
        kind.Strategy.Validate(obj, existing.Content, causes);
        return causes.Count == 0 ? obj : throw ApiErrors.Invalid(kind.Group, kind.Kind, before.Name, causes);
    }

    private static void CheckVersion(ResourceKind kind, ObjectMetadata metadata, StoredObject existing, bool isPatch)
    {
        if (metadata.ResourceVersion is { Length: > 0 } version && version != "0")
        {
            if (!ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw new ApiException(500, "", $"strconv.ParseUint: parsing \"{version}\": invalid syntax");
            }

            if (version != existing.Metadata.ResourceVersion)
            {
                throw ApiErrors.Modified(kind.Resource, existing.Metadata.Name);
            }
        }
        else if (!isPatch && !kind.Strategy.AllowsUnconditionalUpdate)
        {
            var cause = new StatusCause(
                "FieldValueInvalid",
                "Invalid value: 0x0: must be specified for an update",
                "metadata.resourceVersion"
            );
            throw ApiErrors.Invalid(kind.Group, kind.Kind, existing.Metadata.Name, [cause]);
        }
    }

    /// <summary>Finds out who owns the fields after a write. A client may give an object owners of its own making, or, with one that owns nothing, none.</summary>
    private JsonList? OwnersAfter(ResourceKind kind, JsonMap sent, JsonMap obj, StoredObject existing, WritePart part, WriteOptions options)
    {
        if (existing.Content.At("metadata", "managedFields") is not JsonList kept)
        {
            return null;
        }

        var given = sent.At("metadata", "managedFields") as JsonList ?? kept;
        if (given is [JsonMap { Count: 0 }])
        {
            return null;
        }

        var manager = new FieldManager(
            options.FieldManager,
            FieldManager.Update,
            kind.ApiVersion,
            part == WritePart.Status ? "status" : ""
        );
        return FieldOwnership.Update(kind, existing.Content.WithMetadata("managedFields", given), obj, manager, state.Now());
    }

    /// <summary>Whether a write took the last finalizer off an object that is being deleted, which ends it.</summary>
    private static bool IsFinalized(JsonMap obj, StoredObject existing)
    {
        var metadata = ObjectMetadata.Of(obj);
        return metadata.DeletionTimestamp is not null
            && !metadata.Finalizers.Any()
            && existing.Metadata.Finalizers.Any()
            && (existing.Metadata.DeletionGracePeriodSeconds ?? 0) == 0;
    }
}
