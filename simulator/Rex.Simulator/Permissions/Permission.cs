using Rex.Simulator.Platform.Api;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Permissions;

/// <summary>A permission, as Roles name them: what may be done with which resource of which group.</summary>
/// <param name="Group">The API group; empty for the core.</param>
/// <param name="Resource">The plural, with the subresource behind a slash.</param>
/// <param name="Verb">get, list, watch, create, update, patch, delete …</param>
internal sealed record Permission(string Group, string Resource, string Verb)
{
    public override string ToString() => $"{Verb} {Resource}{(Group.Length > 0 ? "." + Group : "")}";

    /// <summary>The permission that a request to the API server needs.</summary>
    public static Permission Of(string method, string pathAndQuery)
    {
        var (path, query) = pathAndQuery.Split('?') is [var before, var after] ? (before, after) : (pathAndQuery, "");
        var parts = path.Trim('/').Split('/');
        var (group, rest) = parts[0] == "api" ? ("", parts[2..]) : (parts[1], parts[3..]);
        var inNamespace = rest is ["namespaces", _, ..] ? rest[2..] : rest;
        var resource = inNamespace is [var plural, _, var sub] ? $"{plural}/{sub}" : inNamespace[0];
        return new Permission(group, resource, VerbOf(method, inNamespace.Length > 1, query.Contains("watch=", StringComparison.Ordinal)));
    }

    /// <summary>The permissions of a Role's manifest.</summary>
    public static IReadOnlySet<Permission> OfRole(string yaml) =>
        (
            from rule in YamlJson.Parse(yaml).Objects("rules")
            from @group in rule.Texts("apiGroups")
            from resource in rule.Texts("resources")
            from verb in rule.Texts("verbs")
            select new Permission(@group, resource, verb)
        ).ToHashSet();

    private static string VerbOf(string method, bool hasName, bool watches) =>
        method switch
        {
            "GET" when watches => "watch",
            "GET" => hasName ? "get" : "list",
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => hasName ? "delete" : "deletecollection",
            _ => method,
        };
}
