using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A gate whose output has a plain value.</summary>
internal sealed class SuspendOutputValue()
    : LintRule(
        new RuleDescription
        {
            Id = "REX503",
            Name = "suspend-output-value",
            Severity = Severity.Error,
            Title = "a suspend template's output with a plain value crashes the controller's operation",
            Behaviour =
                "The controller reads valueFrom.supplied of each output without asking whether there is a valueFrom. The workflow ends as Error at the gate: \"runtime error: invalid memory address or nil pointer dereference\". Validation accepts it.",
            Source = "argo-workflows, workflow/controller/operator.go, addRawOutputFields; seen on Argo Workflows 3.7.18 and 4.1.2",
            Fix = "Use valueFrom: {supplied: {}, default: …}; a constant belongs where it is read.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from template in manifest.Workflow?.Templates ?? []
        where template.IsSuspend
        from output in template.Node.ItemsAt("outputs", "parameters")
        where output.Kind == NodeKind.Mapping && output["valueFrom"] is not { IsNull: false }
        select At(manifest, output, $"the output '{output.TextAt("name")}' of gate '{template.Name}' has no valueFrom");
}
