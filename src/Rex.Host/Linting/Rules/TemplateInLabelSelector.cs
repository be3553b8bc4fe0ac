using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A template variable where Argo Events selects by labels.</summary>
internal sealed class TemplateInLabelSelector()
    : LintRule(
        new RuleDescription
        {
            Id = "REX105",
            Name = "template-in-label-selector",
            Severity = Severity.Error,
            Title = "a label selector is never templated",
            Behaviour =
                "Argo Events reads selectors as they are written. Braces are valid in no label, so that the selector is refused, or selects nothing; a team that then loosens it selects too much.",
            Source = "argo-events, pkg/eventsources/sources/resource/start.go, LabelSelector; pkg/sensors/policy",
            Fix =
                "Select by labels that do not change, and tell the event's own ones apart in a filter; or submit a Workflow that selects by its parameters.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from selector in Selectors(manifest)
        from each in selector.Tree()
        where each.Node.Text?.Contains("{{", StringComparison.Ordinal) == true
        select At(manifest, each.Node, $"'{each.Node.Text!.Trim()}' stays as it is in a label selector");

    private static IEnumerable<ManifestNode> Selectors(Manifest manifest)
    {
        if (manifest.IsArgo("EventSource"))
        {
            return manifest.Root.EntriesAt("spec", "resource").Select(each => each.Value.At("filter", "labels")).OfType<ManifestNode>();
        }

        return manifest.IsArgo("Sensor")
            ? Argo
                .Trigger.Of(manifest)
                .SelectMany(trigger =>
                    new[]
                    {
                        trigger.Writer?["labelSelector"],
                        trigger.Resource?["labelSelector"],
                        trigger.Resource?.At("metadata", "labelSelector"),
                        trigger.Node.At("policy", "k8s", "labels"),
                    }
                )
                .OfType<ManifestNode>()
            : [];
    }
}
