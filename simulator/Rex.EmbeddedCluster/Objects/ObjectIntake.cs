using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Schemas;
using Rex.Embedded.Types;

namespace Rex.Embedded.Objects;

/// <summary>Takes a body for an object of a kind: its type, its namespace, and for custom resources pruning and defaulting.</summary>
internal static class ObjectIntake
{
    /// <summary>Decodes a body that a client sent.</summary>
    /// <exception cref="ApiException">400 where the body is of another kind, or names another namespace.</exception>
    public static JsonMap Decode(ResourceKind kind, JsonMap body, string ns, WriteOptions options)
    {
        CheckType(kind, body);
        var metadata = ObjectMetadata.Of(body);
        if (kind.Namespaced && metadata.Namespace.Length > 0 && metadata.Namespace != ns)
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        try
        {
            return Normalize(kind, body, ns, options.Strict);
        }
        catch (ApiException fault) when (fault.Code == 400)
        {
            throw ApiErrors.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {fault.Message}");
        }
    }

    /// <summary>Decodes a configuration that a client applies: as <see cref="Decode"/>, but nothing is filled in.</summary>
    public static JsonMap DecodeApplied(ResourceKind kind, JsonMap body, string ns, WriteOptions options)
    {
        // The rules are those of a whole object; what they fill in is left out of the result again.
        var full = Decode(kind, body, ns, options);
        var sent = body.With("metadata", full["metadata"]).With("apiVersion", full["apiVersion"]);
        return Sent(sent, kind.View?.FromStored(full) ?? full) as JsonMap ?? JsonMap.Empty;
    }

    /// <summary>Brings an object, sent or patched, into the form that is kept.</summary>
    public static JsonMap Normalize(ResourceKind kind, JsonMap obj, string ns, bool strict)
    {
        var sent = obj.Text("apiVersion");
        obj = obj.With("apiVersion", kind.IsCustom && sent is { Length: > 0 } && sent != kind.ApiVersion ? sent : kind.StoredApiVersion)
            .With("kind", kind.IsCustom && obj.Text("kind") is { Length: > 0 } given ? given : kind.Kind);
        var dropped = new List<string>();
        obj = obj.With("metadata", MetadataNormalization.Normalize(DecodeMetadata(obj["metadata"], dropped)));
        if (!kind.Namespaced || ObjectMetadata.Of(obj).Namespace.Length == 0)
        {
            obj = obj.WithMetadata("namespace", kind.Namespaced ? ns : null);
        }

        var custom = kind.Strategy as CustomResourceStrategy;
        obj =
            custom is not null ? SchemaPruning.Prune(custom.Schema, obj, dropped)
            : kind.Type is { } type ? TypedDecoding.Decode(type, obj, "", dropped)
            : obj;
        if (strict && dropped.Count > 0)
        {
            throw StrictError(dropped.Select(d => $"unknown field \"{d}\""));
        }

        return custom is not null ? SchemaDefaulting.Apply(custom.Schema, obj) : kind.View?.ToStored(obj) ?? obj;
    }

    public static ApiException StrictError(IEnumerable<string> faults) =>
        ApiErrors.BadRequest($"strict decoding error: {string.Join(", ", faults)}");

    /// <summary>Gets the part of a decoded value that was sent.</summary>
    private static JsonData Sent(JsonData sent, JsonData decoded) =>
        (sent, decoded) switch
        {
            (JsonMap map, JsonMap full) => full.Change((name, value) => map[name] is { } given ? Sent(given, value) : null),
            (JsonList list, JsonList full) when list.Count == full.Count => full.Map((value, index) => Sent(list[index], value)),
            _ => decoded,
        };

    private static JsonMap DecodeMetadata(JsonData? metadata, List<string> unknown) =>
        metadata switch
        {
            null or JsonNull => JsonMap.Empty,
            JsonMap map => TypedDecoding.Decode(ApiTypes.ObjectMeta, map, "metadata", unknown),
            _ => throw ApiErrors.BadRequest(
                $"json: cannot unmarshal {metadata.TypeName} into Go struct field .metadata of type v1.ObjectMeta"
            ),
        };

    /// <summary>Checks that a patch did not make an object another kind's: for built-in kinds it would have to be decoded as that.</summary>
    /// <exception cref="ApiException">400.</exception>
    public static void CheckBuiltInType(ResourceKind kind, JsonMap patched)
    {
        if (!kind.IsCustom)
        {
            CheckType(kind, patched);
        }
    }

    private static void CheckType(ResourceKind kind, JsonMap body)
    {
        var (apiVersion, name) = (body.Text("apiVersion") ?? "", body.Text("kind") ?? "");
        if (kind.IsCustom && name.Length == 0)
        {
            throw ApiErrors.BadRequest($"Object 'Kind' is missing in '{Shorten(body)}'");
        }

        if (kind.IsCustom && apiVersion.Length == 0)
        {
            throw ApiErrors.BadRequest($"Object 'apiVersion' is missing in '{Shorten(body)}'");
        }

        if (apiVersion.Length > 0 && apiVersion != kind.ApiVersion)
        {
            throw ApiErrors.BadRequest(
                $"the API version in the data ({apiVersion}) does not match the expected API version ({kind.ApiVersion})"
            );
        }

        // That of a custom resource is validated with all the rest.
        if (name.Length > 0 && name != kind.Kind && !kind.IsCustom)
        {
            throw ApiErrors.BadRequest(
                $"{name} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: no kind \"{name}\" is registered for version \"{kind.ApiVersion}\""
            );
        }
    }

    private static string Shorten(JsonMap body)
    {
        var text = body.ToString();
        return text.Length <= 256 ? text : text[..256] + "...";
    }
}
