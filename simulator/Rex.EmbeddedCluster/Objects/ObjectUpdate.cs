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
        var uid = ObjectMetadata.Of(obj).Uid;
        if (kind.Strategy.AllowsCreateOnUpdate && part == WritePart.Main && state.Store.Get(kind.Stored, target.Key) is null)
        {
            CheckUid(target, uid, "", options.DryRun);

            // What it was a version of, nobody knows any more. Whether it is one is asked all the same.
            ParseVersion(ObjectMetadata.Of(obj).ResourceVersion);
            var unversioned = body.Map("metadata") is null ? body : body.WithMetadata("resourceVersion", null);
            return (creation.Create(kind, target.Namespace, unversioned, options), true);
        }

        // A uid is compared before anybody looks at anything else, even at whether there is something that could have one.
        var replaced = Change(
            target,
            existing =>
            {
                CheckUid(target, uid, existing.Metadata.Uid, options.DryRun);
                return JsonSharing.Share(obj, existing.Content);
            },
            part,
            options,
            missing: () => CheckUid(target, uid, "", options.DryRun)
        );
        return (replaced, false);
    }

    /// <summary>Changes an object by a function of its newest version.</summary>
    public StoredObject Patch(ObjectTarget target, Func<JsonMap, JsonMap> patch, WritePart part, WriteOptions options) =>
        Change(
            target,
            existing => Decode(target, patch(target.Kind.View?.FromStored(existing.Content) ?? existing.Content), options),
            part,
            options
        );

    /// <summary>Changes an object by a function of its newest version that says itself who owns the fields.</summary>
    public StoredObject Apply(ObjectTarget target, Func<JsonMap, JsonMap> apply, WritePart part, WriteOptions options) =>
        Change(
            target,
            existing => Decode(target, apply(target.Kind.View?.FromStored(existing.Content) ?? existing.Content), options),
            part,
            options,
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
            ObjectIntake.CheckBuiltInType(target.Kind, patched);
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
        bool isApply = false,
        Action? missing = null
    )
    {
        var kind = target.Kind;
        StoredObject? answer = null;
        var stored = state.Store.Write(
            kind.Stored,
            target.Key,
            existing =>
            {
                if (existing is null)
                {
                    missing?.Invoke();
                    throw ApiErrors.NotFound(kind.Resource, target.Name);
                }

                var sent = change(existing);
                var obj = Prepare(kind, sent, existing, part, isApply);
                obj = obj.WithMetadata(
                    "managedFields",
                    isApply ? sent.At("metadata", "managedFields") : OwnersAfter(kind, sent, obj, existing, part, options)
                );
                if (options.DryRun)
                {
                    answer = new StoredObject(kind.Stored, target.Key, obj, existing.ResourceVersion);
                    return new WriteDecision.Keep();
                }

                if (!IsFinalized(obj, existing))
                {
                    return new WriteDecision.Put(obj);
                }

                // The answer is what was sent, and not what was deleted: it keeps its version.
                answer = new StoredObject(kind.Stored, target.Key, obj, existing.ResourceVersion);
                return new WriteDecision.Remove(obj);
            }
        );
        return answer ?? stored;
    }

    private static JsonMap Prepare(ResourceKind kind, JsonMap obj, StoredObject existing, WritePart part, bool isApply)
    {
        var (metadata, before) = (ObjectMetadata.Of(obj), existing.Metadata);
        CheckVersion(kind, metadata, existing, isApply);
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
        MetadataValidation.ValidateType(kind, obj, causes);
        var isOfType = causes.Count == 0;
        MetadataValidation.Validate(kind, obj, causes);
        MetadataValidation.ValidateUpdate(obj, existing.Content, causes);
        if (isOfType)
        {
            kind.Strategy.Validate(obj, existing.Content, causes);
        }

        return causes.Count == 0 ? obj : throw ApiErrors.Invalid(kind.Group, obj.Text("kind") ?? kind.Kind, before.Name, causes);
    }

    /// <summary>Compares the uid that was sent with the one that is there. The storage does that, and says where in it the object is.</summary>
    private static void CheckUid(ObjectTarget target, string asked, string found, bool dryRun)
    {
        if (asked.Length == 0 || asked == found)
        {
            return;
        }

        var kind = target.Kind;
        var folder = kind.IsCustom ? $"{kind.Group}/{kind.Resource.Plural}" : kind.Resource.Plural;
        var ns = target.Namespace.Length == 0 ? "" : target.Namespace + "/";
        var key = $"{(dryRun ? "" : "/registry")}/{folder}/{ns}{target.Name}";
        var why = $"Precondition failed: UID in precondition: {asked}, UID in object meta: {found}";
        throw ApiErrors.Conflict(
            kind.Resource,
            target.Name,
            $"StorageError: invalid object, Code: 4, Key: {key}, ResourceVersion: 0, AdditionalErrorMsg: {why}"
        );
    }

    private static void ParseVersion(string? version)
    {
        if (!string.IsNullOrEmpty(version) && !ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new ApiException(500, "", $"strconv.ParseUint: parsing \"{version}\": invalid syntax");
        }
    }

    private static void CheckVersion(ResourceKind kind, ObjectMetadata metadata, StoredObject existing, bool isApply)
    {
        if (metadata.ResourceVersion is { Length: > 0 } version && version != "0")
        {
            ParseVersion(version);
            if (version != existing.Metadata.ResourceVersion)
            {
                throw ApiErrors.Modified(kind.Resource, existing.Metadata.Name);
            }
        }
        else if (!isApply && !kind.Strategy.AllowsUnconditionalUpdate)
        {
            var cause = new StatusCause(
                "FieldValueInvalid",
                "Invalid value: 0x0: must be specified for an update",
                "metadata.resourceVersion"
            );

            // The real server gives the resource in place of the kind.
            throw ApiErrors.Invalid(kind.Group, kind.Resource.Plural, existing.Metadata.Name, [cause]);
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
