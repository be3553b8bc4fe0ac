using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Types;

namespace Rex.Embedded.OpenApi;

/// <summary>The schemas of kinds and of their lists, with what says which kind they are.</summary>
internal sealed class KindSchemas(OpenApiDialect dialect)
{
    private static readonly JsonMap ApiVersion = JsonMap.Of(
        ("type", "string"),
        ("description", "The group and version that the object is written in.")
    );

    private static readonly JsonMap KindName = JsonMap.Of(
        ("type", "string"),
        ("description", "The kind of the object, in CamelCase. It cannot be changed.")
    );

    private readonly TypeSchemas _types = new(dialect);

    /// <summary>Gets all schemas, by name.</summary>
    public JsonMap All => _types.All;

    /// <summary>Gets a kind's name in OpenAPI documents: for a defined one, its group in reverse order, version and kind.</summary>
    public static string NameOf(ResourceKind kind) =>
        kind.Type?.Id ?? $"{string.Join('.', kind.Group.Split('.').Reverse())}.{kind.Version}.{kind.Kind}";

    public static JsonMap GroupVersionKind(ResourceKind kind, string name) =>
        JsonMap.Of(("group", kind.Group), ("version", kind.Version), ("kind", name));

    /// <summary>Adds a kind and its list.</summary>
    public void Add(ResourceKind kind)
    {
        var metadata = _types.Refer(ApiTypes.ObjectMeta).With("description", "The name, labels, owners and other facts about the object.");
        var schema = kind.Type is { } type ? _types.Schema(type) : Custom(kind);
        if (dialect == OpenApiDialect.V3 || !IsOpaque(schema))
        {
            var properties = schema.Map("properties") ?? JsonMap.Empty;
            schema = schema.With("properties", properties.With("apiVersion", ApiVersion).With("kind", KindName).With("metadata", metadata));
        }

        _types.Add(NameOf(kind), schema.With("x-kubernetes-group-version-kind", JsonList.Of([GroupVersionKind(kind, kind.Kind)])));
        _types.Add(NameOf(kind) + "List", ListOf(kind));
    }

    /// <summary>In OpenAPI v2 an object whose fields are not all known must not name any: old clients would refuse the others.</summary>
    private static bool IsOpaque(JsonMap schema) => schema["x-kubernetes-preserve-unknown-fields"] is JsonTruth { Value: true };

    private JsonMap Custom(ResourceKind kind)
    {
        var json = ((CustomResourceStrategy)kind.Strategy).Schema.Json;
        return dialect == OpenApiDialect.V3 ? json : SchemaForV2.Convert(json).With("type", "object");
    }

    private JsonMap ListOf(ResourceKind kind)
    {
        var item = JsonMap.Of(("$ref", dialect.ReferenceRoot + NameOf(kind)));
        var properties = JsonMap.Of(
            ("apiVersion", ApiVersion),
            ("items", JsonMap.Of(("type", "array"), ("items", item))),
            ("kind", KindName),
            ("metadata", JsonMap.Of(("type", "object")))
        );
        return JsonMap.Of(
            ("type", "object"),
            ("required", JsonList.OfTexts(["items"])),
            ("properties", properties),
            ("x-kubernetes-group-version-kind", JsonList.Of([GroupVersionKind(kind, kind.ListKindOrDefault)]))
        );
    }
}
