using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Argo;

/// <summary>The spec of a Workflow, wherever one is written: in a Workflow, a template of either kind, or a CronWorkflow.</summary>
internal sealed class WorkflowSpec
{
    private WorkflowSpec(ManifestNode node)
    {
        Node = node;
        Templates = [.. node.ItemsAt("templates").SelectMany(WithInline)];
    }

    /// <summary>The node <c>spec</c> or <c>workflowSpec</c>.</summary>
    public ManifestNode Node { get; }

    /// <summary>Every template, with those that stand in a step or a task.</summary>
    public IReadOnlyList<WorkflowTemplate> Templates { get; }

    /// <summary>The account that its pods run as; null where nothing says.</summary>
    public string? ServiceAccount => Node.TextAt("serviceAccountName");

    /// <summary>The spec that a manifest holds; null where it is another kind's.</summary>
    public static WorkflowSpec? Of(Manifest manifest)
    {
        if (!manifest.IsArgo(manifest.Kind))
        {
            return null;
        }

        var spec = manifest.Kind switch
        {
            "Workflow" or "WorkflowTemplate" or "ClusterWorkflowTemplate" => manifest.Root["spec"],
            "CronWorkflow" => manifest.Root.At("spec", "workflowSpec"),
            _ => null,
        };
        return spec is null ? null : new WorkflowSpec(spec);
    }

    private static IEnumerable<WorkflowTemplate> WithInline(ManifestNode node)
    {
        var template = new WorkflowTemplate(node);
        return template
            .Steps.Select(step => step.Node["inline"])
            .OfType<ManifestNode>()
            .Select(inline => new WorkflowTemplate(inline))
            .Prepend(template);
    }
}
