using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.OpenApi;

/// <summary>The paths of a kind: what clients look up there is which kind a path is about, and what its writes accept.</summary>
internal sealed class KindPaths(OpenApiDialect dialect)
{
    private static readonly string[] Custom =
    [
        "application/json-patch+json",
        "application/merge-patch+json",
        "application/apply-patch+yaml",
    ];

    private static readonly string[] BuiltIn = [.. Custom, "application/strategic-merge-patch+json"];

    public IEnumerable<(string Path, JsonData? Operations)> Of(ResourceKind kind)
    {
        var root = kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";
        var collection = kind.Namespaced ? $"{root}/namespaces/{{namespace}}/{kind.Resource.Plural}" : $"{root}/{kind.Resource.Plural}";
        yield return (
            collection,
            JsonMap.Of(("get", Reading(kind, "list")), ("post", Writing(kind, "post")), ("delete", Writing(kind, "deletecollection")))
        );
        yield return (collection + "/{name}", Objects(kind).With("delete", Writing(kind, "delete")));
        if (kind.HasStatus)
        {
            yield return (collection + "/{name}/status", Objects(kind));
        }
    }

    private JsonMap Objects(ResourceKind kind) =>
        JsonMap.Of(("get", Reading(kind, "get")), ("put", Writing(kind, "put")), ("patch", Patching(kind)));

    private static JsonMap Reading(ResourceKind kind, string action) => Operation(kind, action);

    private JsonMap Writing(ResourceKind kind, string action) =>
        Operation(kind, action)
            .With("parameters", JsonList.Of([Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation")]));

    private JsonMap Patching(ResourceKind kind)
    {
        string[] accepted = kind.IsCustom ? Custom : BuiltIn;
        var operation = Writing(kind, "patch");
        return dialect == OpenApiDialect.V2
            ? operation.With("consumes", JsonList.OfTexts(accepted))
            : operation.With(
                "requestBody",
                JsonMap.Of(
                    ("content", JsonMap.Of(accepted.Select(a => (a, (JsonData?)JsonMap.Of(("schema", JsonMap.Of(("type", "object"))))))))
                )
            );
    }

    private static JsonMap Operation(ResourceKind kind, string action) =>
        JsonMap.Of(
            ("responses", JsonMap.Of(("200", JsonMap.Of(("description", "OK"))))),
            ("x-kubernetes-action", action),
            ("x-kubernetes-group-version-kind", KindSchemas.GroupVersionKind(kind, kind.Kind))
        );

    private JsonMap Parameter(string name)
    {
        var type = JsonMap.Of(("type", "string"), ("uniqueItems", true));
        var parameter = JsonMap.Of(("name", name), ("in", "query"));
        return dialect == OpenApiDialect.V2 ? parameter.With("type", "string").With("uniqueItems", true) : parameter.With("schema", type);
    }
}
