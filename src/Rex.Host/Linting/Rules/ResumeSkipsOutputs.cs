using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A resume of a gate whose outputs it leaves without a value.</summary>
internal sealed class ResumeSkipsOutputs()
    : LintRule(
        new RuleDescription
        {
            Id = "REX502",
            Name = "resume-skips-outputs",
            Severity = Severity.Error,
            Title = "a resume with a node selector leaves supplied outputs without a value",
            Behaviour =
                "Only a resume without a selector fills in the defaults of valueFrom.supplied. With one the gate succeeds, the output has no value, and the task that reads it never starts: the controller's log repeats "
                + "\"failed to resolve\", the workflow's status says nothing.",
            Source =
                "argo-workflows, workflow/util/util.go, updateSuspendedNode beside ResumeWorkflow; seen on Argo Workflows 3.7.18 and 4.1.2",
            Fix =
                "Set the outputs and the phase at once: argo node set NAME --node-field-selector displayName=GATE --output-parameter pr-number=7 --phase Succeeded.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from operation in WorkflowOperation.In(manifest)
        let asked = operation.Asked
        where operation.Name == "resume" && asked is not null
        let output = all.Nodes.SuppliedOutputRead(asked)
        where output is not null
        select At(
            manifest,
            operation.Position,
            $"the output '{output}' of gate '{asked.Value}' is read, and this resume leaves it without a value"
        );
}
