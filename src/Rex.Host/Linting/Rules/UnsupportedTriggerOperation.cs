using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A trigger's operation that Argo Events does not have.</summary>
internal sealed class UnsupportedTriggerOperation()
    : LintRule(
        new RuleDescription
        {
            Id = "REX101",
            Name = "unsupported-trigger-operation",
            Severity = Severity.Error,
            Title = "the trigger's operation does not exist",
            Behaviour =
                "The Sensor is not accepted, and none of its triggers runs. A k8s trigger can create, update, patch and delete one object, by name; an argoWorkflow trigger can submit, "
                + "submit-from, suspend, resubmit, retry, resume, terminate and stop, and has no default, whatever its documentation says.",
            Source = "argo-events, pkg/reconciler/sensor/validate.go, validateK8STrigger and validateArgoWorkflowTrigger",
            Fix = "Use one of these operations; for anything else have the trigger submit a Workflow that does it.",
        }
    )
{
    private static readonly string[] OfKubernetes = ["create", "update", "patch", "delete"];
    private static readonly string[] OfWorkflow = ["submit", "submit-from", "suspend", "resubmit", "retry", "resume", "terminate", "stop"];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all)
    {
        foreach (var trigger in manifest.Triggers)
        {
            if (trigger.Kubernetes is { } kubernetes && trigger.Operation is { } operation && !OfKubernetes.Contains(operation))
            {
                yield return At(manifest, kubernetes["operation"]!, $"a k8s trigger has no operation '{operation}'");
            }

            if (trigger.Workflow is { Kind: NodeKind.Mapping } workflow && !OfWorkflow.Contains(workflow.TextAt("operation")))
            {
                yield return At(
                    manifest,
                    workflow["operation"] ?? workflow,
                    workflow.TextAt("operation") is { } other
                        ? $"an argoWorkflow trigger has no operation '{other}'"
                        : "an argoWorkflow trigger without an operation is refused"
                );
            }
        }
    }
}
