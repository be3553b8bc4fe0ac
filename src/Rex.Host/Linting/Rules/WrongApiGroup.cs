using Rex.Host.Linting.Access;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A kind or a resource in a group that does not have it.</summary>
internal sealed class WrongApiGroup()
    : LintRule(
        new RuleDescription
        {
            Id = "REX602",
            Name = "wrong-api-group",
            Severity = Severity.Error,
            Title = "the API group or version does not have this kind",
            Behaviour =
                "The API server has no match for the kind; inside of a trigger or a resource template only when it runs. In a Role a wrong group, or one with its version, is accepted and allows nothing.",
            Source =
                "https://kubernetes.io/docs/reference/using-api/#api-groups; the resource definitions of argo-events and argo-workflows (argoproj.io/v1alpha1)",
            Fix = "Use the group that the message names. In a Role only the group stands, without a version.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all)
    {
        if (!manifest.IsObject || manifest.ApiVersion.Contains("{{", StringComparison.Ordinal))
        {
            return [];
        }

        if (KnownResources.OfKind(manifest.Kind) is { } known && IsMeant(manifest, known) && !IsRight(manifest, known))
        {
            var right = known.Group.Length == 0 ? known.Version : $"{known.Group}/{known.Version ?? "v1"}";
            return [At(manifest, manifest.Root["apiVersion"]!, $"{manifest.Kind} is of {right}, not of {manifest.ApiVersion}")];
        }

        return manifest.Kind is "Role" or "ClusterRole" ? OfRules(manifest) : [];
    }

    // Other projects have kinds of the same name, in groups with a dot of their own: Workflow, Sensor and Job among them.
    private static bool IsMeant(Manifest manifest, KnownResource known) =>
        manifest.Group == known.Group
        || !manifest.Group.Contains('.', StringComparison.Ordinal)
        || manifest.Group.EndsWith(".k8s.io", StringComparison.Ordinal)
        || manifest.Group.Contains("argo", StringComparison.Ordinal)
        || known.Group == "agents.platform";

    private static bool IsRight(Manifest manifest, KnownResource known) =>
        manifest.Group == known.Group && (known.Version is null || manifest.ApiVersion.Split('/')[^1] == known.Version);

    private IEnumerable<Finding> OfRules(Manifest role) =>
        from rule in role.Root.ItemsAt("rules")
        let groups = rule.ItemsAt("apiGroups").Select(item => item.Text ?? "").ToList()
        where groups.Count > 0 && !groups.Contains("*")
        from resource in rule.ItemsAt("resources")
        let name = resource.Text ?? ""
        let known = KnownResources.OfPlural(name.Split('/')[0])
        where known is not null && !groups.Contains(known.Group)
        select At(role, resource, $"{name} is of group '{known.Group}', not of {string.Join(", ", groups.Select(one => $"'{one}'"))}");
}
