using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A retry from a node whose display name there is several times.</summary>
internal sealed class RetryOfRepeatedNode()
    : LintRule(
        new RuleDescription
        {
            Id = "REX504",
            Name = "retry-of-repeated-node",
            Severity = Severity.Error,
            Title = "the retry's node selector matches a node of every round of a loop",
            Behaviour =
                "Each round has a node with that display name, and the retry deletes all of them, with all below: earlier rounds run again beside the last, and the workflow can wedge with two rounds Running and nothing started.",
            Source = "argo-workflows, workflow/util/util.go, getNodeIDsToReset; seen on Argo Workflows 3.7.18 and 4.1.2",
            Fix = "Select the one node by name= or id=, read from the workflow's status.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from operation in WorkflowOperation.In(manifest)
        let asked = operation.Asked
        where operation.Name == "retry" && asked is { Field: "displayName" } && all.Nodes.IsRepeated(asked.Value)
        select At(manifest, operation.Position, $"a loop makes several nodes with the display name '{asked.Value}'");
}
