using YamlDotNet.RepresentationModel;

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
    public static IReadOnlySet<Permission> OfRole(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var role = (YamlMappingNode)stream.Documents.Single().RootNode;
        return Rules(role).ToHashSet();
    }

    private static IEnumerable<Permission> Rules(YamlMappingNode role) =>
        from rule in ((YamlSequenceNode)role["rules"]).Cast<YamlMappingNode>()
        from @group in Texts(rule["apiGroups"])
        from resource in Texts(rule["resources"])
        from verb in Texts(rule["verbs"])
        select new Permission(@group, resource, verb);

    private static IEnumerable<string> Texts(YamlNode list) => ((YamlSequenceNode)list).Select(item => ((YamlScalarNode)item).Value!);

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
