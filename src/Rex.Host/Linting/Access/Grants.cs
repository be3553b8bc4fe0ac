using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Access;

/// <summary>What the Roles, ClusterRoles and their bindings among the given files allow.</summary>
internal sealed class Grants(IReadOnlyList<Manifest> manifests)
{
    private readonly ILookup<(string Kind, string? Name), Manifest> _roles = manifests
        .Where(manifest => manifest.Kind is "Role" or "ClusterRole")
        .ToLookup(role => (role.Kind, role.Name));

    private readonly List<Manifest> _bindings = [.. manifests.Where(manifest => manifest.Kind is "RoleBinding" or "ClusterRoleBinding")];

    private readonly Dictionary<Account, IReadOnlyList<Grant>> _known = [];

    /// <summary>
    /// What the account is not allowed of this. Nothing where no Role is bound to it here, or one that is not here or is put together from others:
    /// then it may well be allowed.
    /// </summary>
    public IReadOnlyList<Need> Missing(Account account, IEnumerable<Need> needs)
    {
        if (!_known.TryGetValue(account, out var grants))
        {
            _known[account] = grants = [.. _bindings.Where(binding => Binds(binding, account)).SelectMany(Of)];
        }

        return grants.Count == 0 || !grants.All(grant => grant.IsKnown)
            ? []
            : [.. needs.Distinct().Where(need => !grants.Any(grant => grant.Allows(need)))];
    }

    private static bool Binds(Manifest binding, Account account) =>
        binding
            .Root.ItemsAt("subjects")
            .Any(subject =>
                subject.TextAt("kind") switch
                {
                    "ServiceAccount" => subject.TextAt("name") == account.Name
                        && Account.CanBeSame(subject.TextAt("namespace") ?? binding.Namespace, account.Namespace),
                    "Group" => subject.TextAt("name") is { } group
                        && (group == "system:authenticated" || group.StartsWith("system:serviceaccounts", StringComparison.Ordinal)),
                    _ => false,
                }
            );

    private IEnumerable<Grant> Of(Manifest binding)
    {
        var kind = binding.Root.TextAt("roleRef", "kind") ?? "";
        var roles = _roles[(kind, binding.Root.TextAt("roleRef", "name"))]
            .Where(role => kind == "ClusterRole" || Account.CanBeSame(role.Namespace, binding.Namespace))
            .DefaultIfEmpty();
        return roles.Select(role => new Grant(role, binding.Kind == "ClusterRoleBinding", binding.Namespace));
    }
}
