using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Discovery;

/// <summary>
/// As much OpenAPI as kubectl needs to leave validation to the server: which kinds there are, and that their writes take <c>fieldValidation</c> and <c>dryRun</c>.
/// </summary>
internal static class OpenApiDocuments
{
    public static JsonMap Index(IEnumerable<string> versions) =>
        JsonMap.Of(("paths", JsonMap.Of(versions.Select(v => (v, (JsonData?)JsonMap.Of(("serverRelativeURL", $"/openapi/v3/{v}")))))));

    public static JsonMap? Version(IReadOnlyList<ResourceKind> kinds) =>
        kinds.Count == 0
            ? null
            : JsonMap.Of(
                ("openapi", "3.0.0"),
                ("info", JsonMap.Of(("title", "Kubernetes"), ("version", "embedded"))),
                ("paths", JsonMap.Of(kinds.Select(k => (ObjectPath(k), (JsonData?)Operations(k))))),
                ("components", JsonMap.Of(("schemas", JsonMap.Of(kinds.Select(k => (SchemaName(k), (JsonData?)Schema(k)))))))
            );

    private static string ObjectPath(ResourceKind kind)
    {
        var root = kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";
        return kind.Namespaced
            ? $"{root}/namespaces/{{namespace}}/{kind.Resource.Plural}/{{name}}"
            : $"{root}/{kind.Resource.Plural}/{{name}}";
    }

    private static string SchemaName(ResourceKind kind)
    {
        var group = kind.Group.Length == 0 ? "core" : kind.Group;
        return $"io.k8s.api.{group}.{kind.Version}.{kind.Kind}";
    }

    private static JsonMap GroupVersionKind(ResourceKind kind) =>
        JsonMap.Of(("group", kind.Group), ("version", kind.Version), ("kind", kind.Kind));

    private static JsonMap Operations(ResourceKind kind) =>
        JsonMap.Of(
            (
                "patch",
                JsonMap.Of(
                    ("x-kubernetes-action", "patch"),
                    ("x-kubernetes-group-version-kind", GroupVersionKind(kind)),
                    ("parameters", JsonList.Of([Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation")])),
                    ("responses", JsonMap.Of(("200", JsonMap.Of(("description", "OK")))))
                )
            )
        );

    private static JsonMap Parameter(string name) =>
        JsonMap.Of(("name", name), ("in", "query"), ("schema", JsonMap.Of(("type", "string"), ("uniqueItems", true))));

    private static JsonMap Schema(ResourceKind kind)
    {
        var schema = kind.Strategy is CustomResourceStrategy custom ? custom.Schema.Json : JsonMap.Of(("type", "object"));
        return schema.With("x-kubernetes-group-version-kind", JsonList.Of([GroupVersionKind(kind)]));
    }
}
