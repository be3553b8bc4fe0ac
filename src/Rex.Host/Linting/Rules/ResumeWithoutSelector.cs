using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A resume that opens every gate.</summary>
internal sealed class ResumeWithoutSelector()
    : LintRule(
        new RuleDescription
        {
            Id = "REX501",
            Name = "resume-without-selector",
            Severity = Severity.Warning,
            Title = "a resume without a node selector opens every gate",
            Behaviour =
                "It lifts spec.suspend and marks every suspend node that waits as Succeeded, whichever gate the event was about: in another branch, in a later stage, or one that waits for a person. "
                + "Where none waits, it does nothing and says nothing.",
            Source = "argo-workflows, workflow/util/util.go, ResumeWorkflow; seen on Argo Workflows 3.7.18 and 4.1.2",
            Fix =
                "Name the gate: args: [\"--node-field-selector\", \"displayName=wait-pr-created\"]; where it has outputs to supply, set them (see REX502).",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        WorkflowOperation
            .In(manifest)
            .Where(operation => operation is { Name: "resume", NodeSelector: null })
            .Select(operation => At(manifest, operation.Position, "this resume opens every gate that waits"));
}
