using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Access;

/// <summary>Allows what a Role or ClusterRole that somebody is bound to allows, and nothing else (<c>plugin/pkg/auth/authorizer/rbac</c>).</summary>
internal sealed class RoleRules(ClusterState state)
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string Everything = "*";

    private static readonly ResourceName Roles = new(Group, "roles");
    private static readonly ResourceName RoleBindings = new(Group, "rolebindings");
    private static readonly ResourceName ClusterRoles = new(Group, "clusterroles");
    private static readonly ResourceName ClusterRoleBindings = new(Group, "clusterrolebindings");

    /// <summary>Whether somebody may do something.</summary>
    public bool Allows(ClusterUser user, AccessRequest request) =>
        user.Groups.Contains(ClusterUser.Masters)
        || Bindings(ClusterRoleBindings, "")
            .Concat(request.Namespace.Length == 0 ? [] : Bindings(RoleBindings, request.Namespace))
            .Where(binding => Items(binding.Content, "subjects").Any(subject => Is(user, subject, binding.Key.Namespace)))
            .SelectMany(RulesOf)
            .Any(rule => Allows(rule, request));

    private IEnumerable<StoredObject> Bindings(ResourceName resource, string @namespace) =>
        state.Store.Snapshot(resource).Objects.Values.Where(binding => binding.Key.Namespace == @namespace);

    private IEnumerable<JsonMap> RulesOf(StoredObject binding)
    {
        var reference = binding.Content.Map("roleRef");
        var name = reference?.Text("name") ?? "";
        var role =
            reference?.Text("kind") == "ClusterRole"
                ? state.Store.Get(ClusterRoles, new ObjectKey("", name))
                : state.Store.Get(Roles, new ObjectKey(binding.Key.Namespace, name));
        return role is null ? [] : Items(role.Content, "rules");
    }

    private static bool Is(ClusterUser user, JsonMap subject, string bindingNamespace)
    {
        var name = subject.Text("name") ?? "";
        return subject.Text("kind") switch
        {
            "User" => user.Name == name,
            "Group" => name == "system:authenticated" || user.Groups.Contains(name),
            "ServiceAccount" => user.Name
                == ClusterUser.ServiceAccount(subject.Text("namespace") is { Length: > 0 } own ? own : bindingNamespace, name).Name,
            _ => false,
        };
    }

    private static bool Allows(JsonMap rule, AccessRequest request)
    {
        var slash = request.Resource.IndexOf('/', StringComparison.Ordinal);
        return Has(rule, "verbs", request.Verb)
            && Has(rule, "apiGroups", request.Group)
            && (
                Has(rule, "resources", request.Resource)
                || (slash >= 0 && Texts(rule, "resources").Contains("*" + request.Resource[slash..]))
            )
            && (!Texts(rule, "resourceNames").Any() || Texts(rule, "resourceNames").Contains(request.Name));
    }

    private static bool Has(JsonMap rule, string list, string value) => Texts(rule, list).Any(text => text == Everything || text == value);

    private static IEnumerable<string> Texts(JsonMap rule, string list) =>
        rule.List(list)?.OfType<JsonText>().Select(text => text.Value) ?? [];

    private static IEnumerable<JsonMap> Items(JsonMap content, string list) => content.List(list)?.OfType<JsonMap>() ?? [];
}
