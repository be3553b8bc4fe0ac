using System.Globalization;
using System.Security.Cryptography;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Objects;

/// <summary>POST of an object (<c>k8s.io/apiserver/pkg/registry/generic/registry/store.go</c>, Create).</summary>
internal sealed class ObjectCreation(ClusterState state)
{
    private const string SuffixLetters = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int LongestBase = 63 - SuffixLength;

    /// <summary>Creates an object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="obj">What was sent.</param>
    /// <param name="options">The query parameters.</param>
    /// <param name="owners">The owners of its fields, where it is made by server-side apply.</param>
    public StoredObject Create(ResourceKind kind, string ns, JsonMap obj, WriteOptions options, JsonData? owners = null)
    {
        obj = ObjectIntake.Decode(kind, obj, ns, options);
        NamespaceLifecycle.CheckCreation(state, kind, ns, ObjectMetadata.Of(obj));
        var metadata = ObjectMetadata.Of(obj);
        var generated = metadata.Name.Length == 0 && metadata.Json.Text("generateName") is { Length: > 0 };
        while (true)
        {
            var candidate = Prepare(kind, ns, obj, generated).WithMetadata("managedFields", owners);
            var name = ObjectMetadata.Of(candidate).Name;
            try
            {
                return Store(kind, new ObjectKey(ns, name), candidate, options);
            }
            catch (ApiException exists) when (generated && exists.Reason == "AlreadyExists")
            {
                // Another suffix, as newer servers do.
            }
        }
    }

    private StoredObject Store(ResourceKind kind, ObjectKey key, JsonMap obj, WriteOptions options)
    {
        StoredObject? dry = null;
        var stored = state.Store.Write(
            kind.Stored,
            key,
            existing =>
            {
                // The storage refuses what has been stored already. What is no version does not count.
                if (
                    !options.DryRun
                    && ulong.TryParse(
                        ObjectMetadata.Of(obj).ResourceVersion,
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var version
                    )
                    && version > 0
                )
                {
                    throw new ApiException(500, "", "resourceVersion should not be set on objects to be created");
                }

                if (existing is not null)
                {
                    throw ApiErrors.AlreadyExists(kind.Resource, key.Name, existing.Metadata.DeletionTimestamp is not null);
                }

                if (options.DryRun)
                {
                    dry = StoredObject.NeverStored(kind.Stored, key, obj);
                    return new WriteDecision.Keep();
                }

                return new WriteDecision.Put(obj);
            }
        );
        return dry ?? stored;
    }

    private JsonMap Prepare(ResourceKind kind, string ns, JsonMap obj, bool generated)
    {
        var metadata = ObjectMetadata.Of(obj).Json.ToBuilder();
        foreach (var owned in (string[])["selfLink", "managedFields", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            metadata.Remove(owned);
        }

        if (generated)
        {
            var start = ObjectMetadata.Of(obj).Json.Text("generateName")!;
            metadata.Set(
                "name",
                new JsonText(start[..Math.Min(start.Length, LongestBase)] + RandomNumberGenerator.GetString(SuffixLetters, SuffixLength))
            );
        }

        if (kind.Namespaced)
        {
            metadata.Set("namespace", new JsonText(ns));
        }

        metadata.Set("uid", new JsonText(Guid.NewGuid().ToString()));
        metadata.Set("creationTimestamp", new JsonText(state.Now()));
        obj = kind.Strategy.PrepareForCreate(obj.With("metadata", metadata.Build()));
        var causes = new List<StatusCause>();
        MetadataValidation.ValidateType(kind, obj, causes);
        if (causes.Count == 0)
        {
            MetadataValidation.Validate(kind, obj, causes);
            kind.Strategy.Validate(obj, null, causes);
        }

        return causes.Count == 0
            ? obj
            : throw ApiErrors.Invalid(kind.Group, obj.Text("kind") ?? kind.Kind, ObjectMetadata.Of(obj).Name, causes);
    }
}
