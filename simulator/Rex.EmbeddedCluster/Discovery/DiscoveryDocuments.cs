using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Discovery;

/// <summary>What clients ask to find out which resources there are.</summary>
internal sealed class DiscoveryDocuments(ResourceCatalog catalog)
{
    public JsonMap? Find(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [] => JsonMap.Of(
                ("paths", JsonList.OfTexts(["/api", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"]))
            ),
            ["version"] => ServerVersion.Document,
            ["api"] => JsonMap.Of(("kind", "APIVersions"), ("versions", JsonList.OfTexts(["v1"]))),
            ["apis"] => JsonMap.Of(
                ("kind", "APIGroupList"),
                ("apiVersion", "v1"),
                ("groups", JsonList.Of(Groups().Select(g => Group(g.Key, g.Value))))
            ),
            ["api", "v1"] => Resources("", "v1"),
            ["apis", var group] => Groups().TryGetValue(group, out var versions)
                ? Group(group, versions).With("apiVersion", "v1").With("kind", "APIGroup")
                : null,
            ["apis", var group, var version] => Resources(group, version),
            _ => null,
        };

    private SortedDictionary<string, List<string>> Groups()
    {
        var groups = new SortedDictionary<string, List<string>>(StringComparer.Ordinal)
        {
            ["authorization.k8s.io"] = ["v1"],
            ["authentication.k8s.io"] = ["v1"],
        };
        foreach (var kind in catalog.All.Where(k => k.Group.Length > 0))
        {
            if (!groups.TryGetValue(kind.Group, out var versions))
            {
                groups[kind.Group] = versions = [];
            }

            if (!versions.Contains(kind.Version))
            {
                versions.Add(kind.Version);
            }
        }

        foreach (var versions in groups.Values)
        {
            versions.Sort(VersionOrder.Compare);
        }

        return groups;
    }

    private static JsonMap Group(string name, List<string> versions)
    {
        var all = versions.Select(v => JsonMap.Of(("groupVersion", $"{name}/{v}"), ("version", v))).ToList();
        return JsonMap.Of(("name", name), ("versions", JsonList.Of(all)), ("preferredVersion", all[0]));
    }

    private JsonMap? Resources(string group, string version)
    {
        var resources = catalog.All.Where(k => k.Group == group && k.Version == version).SelectMany(ResourceEntries.Of).ToList();
        if ((group, version) is ("authorization.k8s.io", "v1"))
        {
            resources.Add(ResourceEntries.CreateOnly("selfsubjectaccessreviews", "SelfSubjectAccessReview"));
            resources.Add(ResourceEntries.CreateOnly("selfsubjectrulesreviews", "SelfSubjectRulesReview"));
        }
        else if ((group, version) is ("authentication.k8s.io", "v1"))
        {
            resources.Add(ResourceEntries.CreateOnly("selfsubjectreviews", "SelfSubjectReview"));
        }

        return resources.Count == 0
            ? null
            : JsonMap.Of(
                ("kind", "APIResourceList"),
                ("apiVersion", "v1"),
                ("groupVersion", group.Length == 0 ? version : $"{group}/{version}"),
                ("resources", JsonList.Of(resources))
            );
    }
}
