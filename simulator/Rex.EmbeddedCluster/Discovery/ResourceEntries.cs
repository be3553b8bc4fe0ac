using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Discovery;

/// <summary>The entries of an APIResourceList.</summary>
internal static class ResourceEntries
{
    private static readonly string[] Verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public static IEnumerable<JsonMap> Of(ResourceKind kind)
    {
        yield return JsonMap.Of(
            ("name", kind.Resource.Plural),
            ("singularName", kind.SingularOrDefault),
            ("namespaced", kind.Namespaced),
            ("kind", kind.Kind),
            ("verbs", JsonList.OfTexts(Verbs.Where(verb => kind.DeletesCollections || verb != "deletecollection"))),
            ("shortNames", kind.ShortNames.Count == 0 ? null : JsonList.OfTexts(kind.ShortNames)),
            ("categories", kind.Categories.Count == 0 ? null : JsonList.OfTexts(kind.Categories))
        );
        if (kind.HasStatus)
        {
            yield return Sub(kind, "status", kind.Kind, ["get", "patch", "update"]);
        }

        foreach (var subresource in kind.Subresources)
        {
            yield return subresource switch
            {
                "binding" => Sub(kind, subresource, "Binding", ["create"]),
                "eviction" => Sub(kind, subresource, "Eviction", ["create"]).With("group", "policy").With("version", "v1"),
                _ => Sub(kind, subresource, kind.Kind, ["update"]),
            };
        }
    }

    public static JsonMap CreateOnly(string plural, string kind) =>
        JsonMap.Of(("name", plural), ("singularName", ""), ("namespaced", false), ("kind", kind), ("verbs", JsonList.OfTexts(["create"])));

    private static JsonMap Sub(ResourceKind kind, string name, string type, string[] verbs) =>
        JsonMap.Of(
            ("name", $"{kind.Resource.Plural}/{name}"),
            ("singularName", ""),
            ("namespaced", kind.Namespaced),
            ("kind", type),
            ("verbs", JsonList.OfTexts(verbs))
        );
}
