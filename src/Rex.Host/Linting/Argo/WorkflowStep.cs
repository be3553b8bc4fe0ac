using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Argo;

/// <summary>A step or a DAG's task; its name is the display name of its node.</summary>
internal sealed class WorkflowStep(ManifestNode node)
{
    /// <summary>The step.</summary>
    public ManifestNode Node { get; } = node;

    /// <summary>Its name; null where it has none.</summary>
    public string? Name => Node.TextAt("name");

    /// <summary>The template that it calls, in the same workflow or in another; null where that is not said in a name.</summary>
    public string? Template => Node.TextAt("template") ?? Node.TextAt("templateRef", "template");

    /// <summary>The WorkflowTemplate that holds the template; null where it is the workflow's own.</summary>
    public string? Holder => Node.TextAt("templateRef", "name");

    /// <summary>Whether it runs once for each of several items.</summary>
    public bool IsLoop => Node["withItems"] is not null || Node["withParam"] is not null || Node["withSequence"] is not null;
}
