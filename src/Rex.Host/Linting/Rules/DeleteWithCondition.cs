using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A template that deletes, and wants to wait for, or read, what is gone.</summary>
internal sealed class DeleteWithCondition()
    : LintRule(
        new RuleDescription
        {
            Id = "REX505",
            Name = "delete-with-condition",
            Severity = Severity.Error,
            Title = "a delete template takes no conditions and no outputs",
            Behaviour =
                "The executor ends before it deletes anything: \"successCondition, failureCondition and outputs are not supported for delete action\". Validation accepts it.",
            Source = "argo-workflows, cmd/argoexec/commands/resource.go, execResource",
            Fix = "Take them out: kubectl delete itself waits until the object is gone.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from template in manifest.Workflow?.Templates ?? []
        let resource = template.Resource
        where resource?.TextAt("action") == "delete"
        let refused = resource["successCondition"] ?? resource["failureCondition"] ?? Outputs(template)
        where refused is not null
        select At(manifest, refused, $"template '{template.Name}' fails before it deletes anything");

    private static ManifestNode? Outputs(WorkflowTemplate template) =>
        template.Node.At("outputs", "parameters") is { Items.Count: > 0 } outputs ? outputs : null;
}
