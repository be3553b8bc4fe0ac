using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Embedded;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Permissions;

/// <summary>
/// The Roles in <c>deploy</c>, on a cluster that heeds them: Rex may what they allow and nothing else; everybody else stands for what has Roles of its own.
/// </summary>
/// <param name="without">A permission that they do not hold; null where they hold all.</param>
internal sealed partial class ShippedRoles(Permission? without = null)
{
    private static readonly KubeResource Roles = new("rbac.authorization.k8s.io", "v1", "roles");
    private static readonly KubeResource RoleBindings = new("rbac.authorization.k8s.io", "v1", "rolebindings");
    private static readonly KubeResource ServiceAccounts = new("", "v1", "serviceaccounts");

    private static readonly (KubeResource Resource, string File)[] Manifests =
    [
        (ServiceAccounts, "deploy/base/service-account.yaml"),
        (Roles, RoleOfServe),
        (RoleBindings, "deploy/base/role-binding.yaml"),
        (ServiceAccounts, "deploy/argo/steps-service-account.yaml"),
        (Roles, "deploy/argo/steps-role.yaml"),
        (RoleBindings, "deploy/argo/steps-role-binding.yaml"),
    ];

    private const string RoleOfServe = "deploy/base/role.yaml";

    /// <summary>What <c>rex serve</c> may do.</summary>
    public static IReadOnlyList<Permission> OfServe() =>
        [.. Permission.OfRole(PlatformManifests.Text(RoleOfServe)).OrderBy(one => one.ToString(), StringComparer.Ordinal)];

    /// <summary>Who calls with a token: the world's names of Rex's processes and pods stand for their service accounts.</summary>
    public static ClusterUser UserOf(string token, string @namespace) =>
        Process().IsMatch(token) ? ClusterUser.ServiceAccount(@namespace, "rex")
        : RexWrite.IsRex(token) ? ClusterUser.ServiceAccount(@namespace, "rex-steps")
        : ClusterUser.Admin;

    /// <summary>Puts service accounts, Roles and bindings into a namespace.</summary>
    public async Task InstallAsync(KubeApi api, string @namespace, CancellationToken cancellationToken)
    {
        foreach (var (resource, file) in Manifests)
        {
            var manifest = YamlJson.Parse(PlatformManifests.Text(file));
            if (resource == Roles && without is not null)
            {
                Take(manifest, without);
            }

            await api.CreateAsync(resource, @namespace, manifest, cancellationToken);
        }
    }

    private static void Take(JsonObject role, Permission permission)
    {
        foreach (
            var rule in role.Objects("rules")
                .Where(rule => rule.Texts("apiGroups").Contains(permission.Group) && rule.Texts("resources").Contains(permission.Resource))
        )
        {
            var left = rule.Texts("verbs").Where(verb => verb != permission.Verb);
            rule["verbs"] = new JsonArray([.. left.Select(verb => (JsonNode)verb)]);
        }
    }

    [GeneratedRegex(@"\Arex-([a-z]-)?[0-9]+\z")]
    private static partial Regex Process();
}
