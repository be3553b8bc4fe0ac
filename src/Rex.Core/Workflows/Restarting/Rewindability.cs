using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>
/// What forbids to rewind a workflow: the controller still visits held workflows with artifact garbage collection, locks are released under
/// a hold, and the results of HTTP, plugin and memoized nodes do not come from pods that can be taken away.
/// </summary>
internal static class Rewindability
{
    /// <summary>The first obstacle, in words; null where there is none.</summary>
    public static string? ObstacleTo(MainWorkflow workflow, NodeTree tree, IReadOnlySet<string> removed)
    {
        if (HoldsLock(workflow))
        {
            return "it holds a lock (status.synchronization)";
        }

        if (workflow.Finalizers.Contains(ArgoMetadata.ArtifactFinalizer))
        {
            return $"it has the finalizer {ArgoMetadata.ArtifactFinalizer}";
        }

        return tree
            .Nodes.Where(node => removed.Contains(node.Id))
            .Select(node => (node.Id, Why: WhyNotRemovable(node)))
            .Where(found => found.Why is not null)
            .Select(found => $"node {found.Id}, which would be removed, {found.Why}")
            .FirstOrDefault();
    }

    private static bool HoldsLock(MainWorkflow workflow) =>
        workflow.Document.Members("status", "synchronization").Any(kind => kind.Value.Items("holding").Any());

    private static string? WhyNotRemovable(WorkflowNode node) =>
        node.Type is "HTTP" or "Plugin" ? $"is of type {node.Type}"
        : node.Json.Find("memoizationStatus") is not null ? "is memoized"
        : null;
}
