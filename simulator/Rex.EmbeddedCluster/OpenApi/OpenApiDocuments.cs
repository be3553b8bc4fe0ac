using System.Collections.Concurrent;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.OpenApi;

/// <summary>The documents of all kinds. They are made when they are asked for, and anew when a definition changed.</summary>
internal sealed class OpenApiDocuments(ResourceCatalog catalog)
{
    private readonly ConcurrentDictionary<string, (ResourceKind[] Kinds, OpenApiDocument Document)> _made = new(StringComparer.Ordinal);

    /// <summary>Makes the list of the documents of OpenAPI v3, one for each group and version.</summary>
    public JsonMap Index()
    {
        var versions = catalog.All.Select(PathOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return JsonMap.Of(("paths", JsonMap.Of(versions.Select(v => (v, (JsonData?)JsonMap.Of(("serverRelativeURL", UrlOf(v, V3(v)!))))))));
    }

    /// <summary>Gets the address of a document with its hash.</summary>
    public static string UrlOf(string version, OpenApiDocument document) => $"/openapi/v3/{version}?hash={document.Hash}";

    /// <summary>Gets the OpenAPI v3 document of a version, such as <c>apis/batch/v1</c>; null where there is none.</summary>
    public OpenApiDocument? V3(string version) =>
        catalog.All.Where(k => PathOf(k) == version).ToArray() is { Length: > 0 } kinds ? Get(version, kinds, MakeV3) : null;

    /// <summary>Gets the OpenAPI v2 document, which holds everything.</summary>
    public OpenApiDocument V2() => Get("v2", [.. catalog.All], MakeV2);

    private static string PathOf(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";

    private OpenApiDocument Get(string key, ResourceKind[] kinds, Func<ResourceKind[], JsonMap> make)
    {
        if (_made.TryGetValue(key, out var known) && known.Kinds.SequenceEqual(kinds, ReferenceEqualityComparer.Instance))
        {
            return known.Document;
        }

        var document = new OpenApiDocument(make(kinds));
        _made[key] = (kinds, document);
        return document;
    }

    private static JsonMap MakeV3(ResourceKind[] kinds)
    {
        var schemas = Schemas(kinds, OpenApiDialect.V3);
        return JsonMap.Of(
            ("openapi", "3.0.0"),
            ("info", Info()),
            ("paths", Paths(kinds, OpenApiDialect.V3)),
            ("components", JsonMap.Of(("schemas", schemas)))
        );
    }

    private static JsonMap MakeV2(ResourceKind[] kinds) =>
        JsonMap.Of(
            ("swagger", "2.0"),
            ("info", Info()),
            ("paths", Paths(kinds, OpenApiDialect.V2)),
            ("definitions", Schemas(kinds, OpenApiDialect.V2))
        );

    private static JsonMap Info() => JsonMap.Of(("title", "Kubernetes"), ("version", Discovery.ServerVersion.Name));

    private static JsonMap Paths(ResourceKind[] kinds, OpenApiDialect dialect) =>
        JsonMap.Of(kinds.SelectMany(new KindPaths(dialect).Of).OrderBy(p => p.Path, StringComparer.Ordinal));

    private static JsonMap Schemas(ResourceKind[] kinds, OpenApiDialect dialect)
    {
        var schemas = new KindSchemas(dialect);
        foreach (var kind in kinds)
        {
            schemas.Add(kind);
        }

        return schemas.All;
    }
}
