using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Validation;

/// <summary>The rules for <c>metadata</c> that hold for every kind (<c>k8s.io/apimachinery/pkg/api/validation/objectmeta.go</c>).</summary>
internal static class MetadataValidation
{
    private const int AnnotationsLimit = 256 * 1024;

    /// <summary>Finds out whether a custom resource calls itself what it is; a built-in kind would not have been decoded otherwise.</summary>
    public static void ValidateType(ResourceKind kind, JsonMap obj, ICollection<StatusCause> causes)
    {
        if (!kind.IsCustom)
        {
            return;
        }

        if (obj.Text("kind") is { } sent && sent != kind.Kind)
        {
            causes.Add(StatusCause.Invalid("kind", sent, $"must be {kind.Kind}"));
        }

        if (obj.Text("apiVersion") is { } version && version != kind.StoredApiVersion)
        {
            causes.Add(StatusCause.Invalid("apiVersion", version, $"must be {kind.ApiVersion}"));
        }
    }

    public static void Validate(ResourceKind kind, JsonMap obj, ICollection<StatusCause> causes)
    {
        var metadata = ObjectMetadata.Of(obj);
        foreach (var fault in PrefixFaults(kind, metadata.Json.Text("generateName") ?? ""))
        {
            causes.Add(StatusCause.Invalid("metadata.generateName", metadata.Json["generateName"], fault));
        }

        if (metadata.Name.Length == 0)
        {
            causes.Add(StatusCause.Required("metadata.name", "name or generateName is required"));
        }
        else
        {
            foreach (var fault in kind.Strategy.NameRule.Faults(metadata.Name))
            {
                causes.Add(StatusCause.Invalid("metadata.name", metadata.Name, fault));
            }
        }

        ValidateLabels(metadata.Labels, "metadata.labels", causes);
        ValidateAnnotations(metadata.Json.Map("annotations"), causes);
        foreach (var finalizer in metadata.Finalizers)
        {
            foreach (var fault in QualifiedNames.KeyFaults(finalizer))
            {
                causes.Add(StatusCause.Invalid("metadata.finalizers", finalizer, fault));
            }
        }

        if (kind.Strategy.KnowsPlainFinalizers)
        {
            ValidatePlainFinalizers(metadata, causes);
        }

        if (metadata.HasFinalizer(Finalizers.Orphan) && metadata.HasFinalizer(Finalizers.Foreground))
        {
            causes.Add(
                StatusCause.Invalid(
                    "metadata.finalizers",
                    metadata.Json["finalizers"],
                    $"finalizer {Finalizers.Orphan} and {Finalizers.Foreground} cannot be both set"
                )
            );
        }

        ValidateOwners(metadata, causes);
    }

    /// <summary>A name may follow on a dash.</summary>
    private static IEnumerable<string> PrefixFaults(ResourceKind kind, string prefix) =>
        prefix.Length == 0 ? []
        : prefix.Length > 1 && prefix.EndsWith('-') ? kind.Strategy.NameRule.Faults(prefix[..^2] + "a")
        : kind.Strategy.NameRule.Faults(prefix);

    public static void ValidateLabels(JsonMap? labels, string field, ICollection<StatusCause> causes)
    {
        foreach (var (key, value) in labels ?? JsonMap.Empty)
        {
            foreach (var fault in QualifiedNames.KeyFaults(key))
            {
                causes.Add(StatusCause.Invalid(field, key, fault));
            }

            foreach (var fault in QualifiedNames.ValueFaults((value as JsonText)?.Value ?? ""))
            {
                causes.Add(StatusCause.Invalid(field, value, fault));
            }
        }
    }

    public static void ValidateUpdate(JsonMap obj, JsonMap old, ICollection<StatusCause> causes)
    {
        var (metadata, before) = (ObjectMetadata.Of(obj), ObjectMetadata.Of(old));
        foreach (var field in (string[])["name", "namespace", "uid", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            if (!JsonData.DeepEquals(metadata.Json[field], before.Json[field]))
            {
                causes.Add(StatusCause.Invalid($"metadata.{field}", metadata.Json[field], "field is immutable"));
            }
        }

        if (before.DeletionTimestamp is not null)
        {
            var added = metadata.Finalizers.Except(before.Finalizers, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (added.Count > 0)
            {
                var shown = string.Join(", ", added.Select(a => $"\"{a}\""));
                causes.Add(
                    StatusCause.Forbidden(
                        "metadata.finalizers",
                        $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{shown}}}"
                    )
                );
            }
        }
    }

    private static void ValidateAnnotations(JsonMap? annotations, ICollection<StatusCause> causes)
    {
        long size = 0;
        foreach (var (key, value) in annotations ?? JsonMap.Empty)
        {
#pragma warning disable CA1308 // The rule is written for the lower-cased key; upper case is allowed.
            foreach (var fault in QualifiedNames.KeyFaults(key.ToLowerInvariant()))
#pragma warning restore CA1308
            {
                causes.Add(StatusCause.Invalid("metadata.annotations", key, fault));
            }

            size += key.Length + ((value as JsonText)?.Value.Length ?? 0);
        }

        if (size > AnnotationsLimit)
        {
            causes.Add(
                new StatusCause("FieldValueTooLong", $"Too long: may not be more than {AnnotationsLimit} bytes", "metadata.annotations")
            );
        }
    }

    private static void ValidatePlainFinalizers(ObjectMetadata metadata, ICollection<StatusCause> causes)
    {
        foreach (var (index, finalizer) in metadata.Finalizers.Index())
        {
            if (
                !finalizer.Contains('/', StringComparison.Ordinal)
                && finalizer is not (Finalizers.Orphan or Finalizers.Foreground or "kubernetes")
            )
            {
                const string fault = "name is neither a standard finalizer name nor is it fully qualified";
                causes.Add(StatusCause.Invalid($"metadata.finalizers[{index}]", finalizer, fault));
            }
        }
    }

    private static void ValidateOwners(ObjectMetadata metadata, ICollection<StatusCause> causes)
    {
        var controllers = 0;
        foreach (var json in metadata.Json.List("ownerReferences")?.OfType<JsonMap>() ?? [])
        {
            var owner = OwnerReference.From(json);
            foreach (
                var (field, value) in ((string, string)[])
                    [("apiVersion", owner.ApiVersion), ("kind", owner.Kind), ("name", owner.Name), ("uid", owner.Uid)]
            )
            {
                if (value.Length == 0)
                {
                    // The real server does not say which of them.
                    causes.Add(
                        StatusCause.Invalid(
                            $"metadata.ownerReferences.{field}",
                            value,
                            field == "apiVersion" ? "version must not be empty" : $"{field} must not be empty"
                        )
                    );
                }
            }

            if (owner is { ApiVersion: "v1", Kind: "Event" })
            {
                causes.Add(StatusCause.Invalid("metadata.ownerReferences", json, "/v1, Kind=Event is disallowed from being an owner"));
            }

            controllers += json.Truth("controller") == true ? 1 : 0;
        }

        if (controllers > 1)
        {
            causes.Add(
                StatusCause.Invalid(
                    "metadata.ownerReferences",
                    metadata.Json["ownerReferences"],
                    "Only one reference can have Controller set to true"
                )
            );
        }
    }
}
