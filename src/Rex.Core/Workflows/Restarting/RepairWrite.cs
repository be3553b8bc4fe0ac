using System.Text.Json.Nodes;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>
/// The write that brings a disturbed tree back to exactly what the restart write had left: what is not in the record goes, and what the
/// restart write had set is set again.
/// </summary>
internal static class RepairWrite
{
    /// <summary>The merge patch, with the resourceVersion of the state it is made from.</summary>
    public static JsonObject For(MainWorkflow workflow, NodeStatus status, RestartRecord record, RestartStamp stamp)
    {
        var changes = new NodeChanges();
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in status.Tree.Nodes)
        {
            if (!record.Stays.TryGetValue(node.Id, out var recorded))
            {
                changes.Remove(node.Id);
                gone.Add(node.Id);
                continue;
            }

            changes.Link(node, recorded.Children, recorded.OutboundNodes);
            if (recorded.Phase is { } phase && (node.Phase != phase || node.FinishedAt is not null))
            {
                changes.Reopen(node);
            }
        }

        var patch = WorkflowPatch.Restart(workflow, stamp);
        WorkflowPatch.AddNodes(patch, workflow, status, changes, gone);
        WorkflowPatch.AddRevival(patch, workflow, stamp.Now);
        return patch;
    }
}
