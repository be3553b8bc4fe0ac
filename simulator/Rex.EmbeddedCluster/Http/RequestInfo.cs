namespace Rex.Embedded.Http;

/// <summary>What a path below <c>/api</c> or <c>/apis</c> names (<c>k8s.io/apiserver/pkg/endpoints/request/requestinfo.go</c>).</summary>
internal sealed record RequestInfo(string Group, string Version, string Namespace, string Resource, string Name, string Subresource)
{
    /// <summary>Reads a path; null where it cannot name a resource.</summary>
    public static RequestInfo? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, version, rest) = parts switch
        {
            ["api", var v, .. var r] => ("", v, r),
            ["apis", var g, var v, .. var r] => (g, v, r),
            _ => ("", "", []),
        };
        return rest switch
        {
            [] => null,
            ["namespaces"] => new RequestInfo(group, version, "", "namespaces", "", ""),
            ["namespaces", var name] => new RequestInfo(group, version, "", "namespaces", name, ""),
            ["namespaces", var name, "status" or "finalize"] => new RequestInfo(group, version, "", "namespaces", name, rest[2]),
            ["namespaces", var ns, var resource, .. var below] => Named(group, version, ns, resource, below),
            [var resource, .. var below] => Named(group, version, "", resource, below),
        };
    }

    private static RequestInfo? Named(string group, string version, string ns, string resource, string[] below) =>
        below.Length > 2
            ? null
            : new RequestInfo(group, version, ns, resource, below.ElementAtOrDefault(0) ?? "", below.ElementAtOrDefault(1) ?? "");
}
