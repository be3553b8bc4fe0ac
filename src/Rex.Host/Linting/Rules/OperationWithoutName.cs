using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A trigger that works on an object that it does not name.</summary>
internal sealed class OperationWithoutName()
    : LintRule(
        new RuleDescription
        {
            Id = "REX102",
            Name = "operation-without-name",
            Severity = Severity.Error,
            Title = "the trigger's operation needs a name that nothing gives",
            Behaviour =
                "Each event ends in \"no name is given\": every operation of an argoWorkflow trigger but submit goes by metadata.name, and so do update, patch and delete of a k8s trigger; "
                + "submit takes generateName as well. Nothing selects by labels. The Sensor itself is accepted.",
            Source = "argo-events, pkg/sensors/triggers/argo-workflow/argo-workflow.go and standard-k8s/standard-k8s.go, Execute",
            Fix =
                "Give metadata.name, or a parameter with dest: metadata.name. Where only labels are known, submit a Workflow that looks the name up.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from trigger in manifest.Triggers
        let resource = trigger.Resource
        where resource is { Kind: NodeKind.Mapping } && NeedsName(trigger) && !Has(trigger, resource, "name")
        let isSubmit = trigger.Operation == "submit"
        where !isSubmit || !Has(trigger, resource, "generateName")
        select At(
            manifest,
            trigger.Writer!["operation"]!,
            isSubmit ? "submit needs metadata.name or metadata.generateName" : $"{trigger.Operation} needs metadata.name"
        );

    private static bool NeedsName(Trigger trigger) =>
        trigger.Kubernetes is not null ? trigger.Operation is "update" or "patch" or "delete" : trigger.Operation is not null;

    // A parameter may also write all of the metadata.
    private static bool Has(Trigger trigger, ManifestNode resource, string field) =>
        resource.TextAt("metadata", field) is not null || trigger.Sets($"metadata.{field}") || trigger.Sets("metadata");
}
