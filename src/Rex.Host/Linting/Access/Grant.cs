using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Access;

/// <summary>A Role that is bound to an account.</summary>
/// <param name="Role">The Role or ClusterRole; null where it is not in the given files.</param>
/// <param name="IsEverywhere">Whether it holds in every namespace.</param>
/// <param name="Namespace">The namespace in which it holds otherwise; null where the files leave it to the overlay.</param>
internal sealed record Grant(Manifest? Role, bool IsEverywhere, string? Namespace)
{
    /// <summary>Whether all that it allows can be seen.</summary>
    public bool IsKnown => Role is not null && Role.Root["aggregationRule"] is null;

    /// <summary>Whether it allows this.</summary>
    public bool Allows(Need need) =>
        (IsEverywhere || Account.CanBeSame(Namespace, need.Namespace))
        && Role!
            .Root.ItemsAt("rules")
            .Any(rule => Has(rule, "verbs", need.Verb) && Has(rule, "apiGroups", need.Group) && Has(rule, "resources", need.Resource));

    private static bool Has(ManifestNode rule, string key, string value) =>
        rule.ItemsAt(key).Any(item => item.Text == value || item.Text == "*");
}
