using Rex.Embedded.Json;
using Rex.Embedded.Types;

namespace Rex.Embedded.OpenApi;

/// <summary>The schemas of the built-in types, collected as they are referred to.</summary>
internal sealed class TypeSchemas(OpenApiDialect dialect)
{
    private const string Time = "io.k8s.apimachinery.pkg.apis.meta.v1.Time";
    private const string MicroTime = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime";
    private const string Quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private const string IntOrText = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

    private readonly SortedDictionary<string, JsonMap> _schemas = new(StringComparer.Ordinal);

    /// <summary>Gets what was collected, by name.</summary>
    public JsonMap All => JsonMap.Of(_schemas.Select(s => (s.Key, (JsonData?)s.Value)));

    /// <summary>Adds a schema under a name.</summary>
    public void Add(string name, JsonMap schema) => _schemas[name] = schema;

    /// <summary>Refers to a type, and collects it with all that it refers to.</summary>
    public JsonMap Refer(ApiType type)
    {
        if (!_schemas.ContainsKey(type.Id))
        {
            // Types may contain themselves: the name is taken before the fields are looked at.
            _schemas[type.Id] = JsonMap.Empty;
            _schemas[type.Id] = Schema(type);
        }

        return Refer(type.Id);
    }

    /// <summary>Makes the schema of a type.</summary>
    public JsonMap Schema(ApiType type)
    {
        var required = type.Fields.Where(f => f.Required).Select(f => f.Name).ToList();
        return JsonMap.Of(
            ("type", "object"),
            ("properties", JsonMap.Of(type.Fields.Select(f => (f.Name, (JsonData?)Field(f))))),
            ("required", required.Count == 0 ? null : JsonList.OfTexts(required)),
            ("x-kubernetes-map-type", type.IsWhole ? "atomic" : null)
        );
    }

    private JsonMap Refer(string name)
    {
        var reference = JsonMap.Of(("$ref", dialect.ReferenceRoot + name));
        return dialect == OpenApiDialect.V2 ? reference : JsonMap.Of(("allOf", JsonList.Of([reference])));
    }

    private JsonMap Field(ApiField field) =>
        field.Shape switch
        {
            ApiShape.List => JsonMap.Of(
                ("type", "array"),
                ("items", Value(field)),
                ("x-kubernetes-list-type", ListType(field)),
                ("x-kubernetes-list-map-keys", field.ListKeys.Count == 0 ? null : JsonList.OfTexts(field.ListKeys)),
                ("x-kubernetes-patch-strategy", PatchStrategy(field)),
                ("x-kubernetes-patch-merge-key", field.MergeKey.Length == 0 ? null : field.MergeKey)
            ),
            ApiShape.Map => JsonMap.Of(
                ("type", "object"),
                ("additionalProperties", Value(field)),
                ("x-kubernetes-map-type", field.IsWhole ? "atomic" : null)
            ),
            _ => Value(field).With("default", field.Default),
        };

    private static string ListType(ApiField field) =>
        field.ListKeys.Count > 0 ? "map"
        : field.IsSet ? "set"
        : "atomic";

    private static string? PatchStrategy(ApiField field) =>
        (field.Merges, field.RetainsKeys) switch
        {
            (true, true) => "merge,retainKeys",
            (true, false) => "merge",
            _ => null,
        };

    private JsonMap Value(ApiField field) =>
        field switch
        {
            { Type: { } type } => Refer(type),
            { Scalar: ApiScalar.Int32 } => JsonMap.Of(("type", "integer"), ("format", "int32")),
            { Scalar: ApiScalar.Int64 } => JsonMap.Of(("type", "integer"), ("format", "int64")),
            { Scalar: ApiScalar.Double } => JsonMap.Of(("type", "number"), ("format", "double")),
            { Scalar: ApiScalar.Truth } => JsonMap.Of(("type", "boolean")),
            { Scalar: ApiScalar.Bytes } => JsonMap.Of(("type", "string"), ("format", "byte")),
            { Scalar: ApiScalar.Time } => Common(Time, JsonMap.Of(("type", "string"), ("format", "date-time"))),
            { Scalar: ApiScalar.MicroTime } => Common(MicroTime, JsonMap.Of(("type", "string"), ("format", "date-time"))),
            { Scalar: ApiScalar.Quantity } => Common(Quantity, TextOr("number", null)),
            { Scalar: ApiScalar.IntOrText } => Common(IntOrText, TextOr("integer", "int-or-string")),
            { Scalar: ApiScalar.Object } => JsonMap.Of(("type", "object")),
            { Scalar: ApiScalar.Any } => JsonMap.Empty,
            _ => JsonMap.Of(("type", "string")),
        };

    private JsonMap Common(string name, JsonMap schema)
    {
        _schemas[name] = schema;
        return Refer(name);
    }

    private JsonMap TextOr(string other, string? format) =>
        dialect == OpenApiDialect.V2
            ? JsonMap.Of(("type", "string"), ("format", format))
            : JsonMap.Of(("oneOf", JsonList.Of([JsonMap.Of(("type", "string")), JsonMap.Of(("type", other))])), ("format", format));
}
