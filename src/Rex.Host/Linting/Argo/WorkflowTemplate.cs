using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Argo;

/// <summary>One entry of a workflow's <c>templates</c>.</summary>
internal sealed class WorkflowTemplate(ManifestNode node)
{
    /// <summary>The entry.</summary>
    public ManifestNode Node { get; } = node;

    /// <summary>Its name; null where it stands in a step.</summary>
    public string? Name => Node.TextAt("name");

    /// <summary>Whether it is a gate that waits for a resume.</summary>
    public bool IsSuspend => Node["suspend"] is not null;

    /// <summary>The object that it creates, deletes or waits for; null where it is another kind of template.</summary>
    public ManifestNode? Resource => Node["resource"];

    /// <summary>What it calls, in steps or in a DAG.</summary>
    public IReadOnlyList<WorkflowStep> Steps { get; } =
    [
        .. node.ItemsAt("steps")
            .SelectMany(group => group.Kind == NodeKind.Sequence ? group.Items : [group])
            .Concat(node.ItemsAt("dag", "tasks"))
            .Select(step => new WorkflowStep(step)),
    ];
}
