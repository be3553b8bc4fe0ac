using System.Text.Json.Nodes;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>
/// The one write that makes QA start again: a merge patch on the Workflow with the resourceVersion of the state it was made from, and the
/// record of what it leaves. Pure: the same state gives the same patch.
/// </summary>
/// <param name="Patch">The merge patch.</param>
/// <param name="Record">What the write leaves.</param>
internal sealed record RestartWrite(JsonObject Patch, RestartRecord Record)
{
    /// <summary>The write that rewinds a workflow.</summary>
    public static RestartWrite For(MainWorkflow workflow, RestartPlan.Rewind plan, RestartStamp stamp)
    {
        var tree = plan.Status.Tree;
        var above = plan.Above.ToDictionary(node => node.Id, StringComparer.Ordinal);
        var changes = new NodeChanges();
        var stays = new Dictionary<string, RecordedNode>(StringComparer.Ordinal);
        foreach (var node in tree.Nodes)
        {
            if (plan.Removed.Contains(node.Id))
            {
                changes.Remove(node.Id);
                continue;
            }

            var isAbove = above.ContainsKey(node.Id);
            var reopened = isAbove && node.IsFinished;
            var children = Without(node.Children, plan.Removed);
            var outbound = reopened ? [] : Without(node.OutboundNodes, plan.Removed);
            changes.Link(node, children, outbound);
            if (reopened)
            {
                changes.Reopen(node);
            }

            stays.Add(node.Id, new RecordedNode(isAbove ? "Running" : null, children, outbound));
        }

        var removed = tree
            .Nodes.Where(node => plan.Removed.Contains(node.Id))
            .ToDictionary(node => node.Id, node => node.StartedAt, StringComparer.Ordinal);
        var patch = WorkflowPatch.Restart(workflow, stamp);
        WorkflowPatch.AddNodes(patch, workflow, plan.Status, changes, plan.Removed);
        WorkflowPatch.AddRevival(patch, workflow, stamp.Now);
        return new RestartWrite(patch, new RestartRecord(plan.RestartNode.Id, removed, stays));
    }

    private static List<string> Without(IReadOnlyList<string> ids, IReadOnlySet<string> removed) =>
        [.. ids.Where(id => !removed.Contains(id))];
}
