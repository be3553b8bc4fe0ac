using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>Judges, after the restart write, whether the workflow controller has taken the workflow up again as it was left.</summary>
internal static class ReadBack
{
    /// <summary>Compares the workflow with what the restart write left.</summary>
    public static ReadBackVerdict Judge(MainWorkflow workflow, NodeStatus status, RestartRecord record, string qualityNode)
    {
        var tree = status.Tree;
        if (record.Removed.Keys.FirstOrDefault(id => tree.TryGet(id, out var node) && !IsAnew(node, record)) is { } back)
        {
            return new ReadBackVerdict(RestartState.Disturbed, $"removed node {back} is back");
        }

        if (status.Problem is { } problem)
        {
            return new ReadBackVerdict(RestartState.Disturbed, problem);
        }

        if (IsUnderWay(tree, record, qualityNode))
        {
            return new ReadBackVerdict(RestartState.UnderWay, "the restart node is there anew");
        }

        return WhyLost(workflow, tree, record) is { } lost
            ? new ReadBackVerdict(RestartState.Disturbed, lost)
            : new ReadBackVerdict(RestartState.Waiting, "the workflow controller has not taken it up yet");
    }

    /// <summary>What shows that the restart node will not come by itself: the workflow ended, went past it, or closed what it is in.</summary>
    private static string? WhyLost(MainWorkflow workflow, NodeTree tree, RestartRecord record)
    {
        if (workflow.IsFinished)
        {
            return $"the workflow ended as {workflow.Phase} without the restart node";
        }

        if (record.Removed.Keys.FirstOrDefault(id => tree.TryGet(id, out _)) is { } past)
        {
            return $"node {past} started without the restart node";
        }

        if (tree.Nodes.FirstOrDefault(node => IsLaterAttempt(node, tree, record)) is { } later)
        {
            return $"attempt {later.Id} was begun beside the one that the restart node is in";
        }

        var closed = record.Stays.FirstOrDefault(stay =>
            stay.Value.Phase is not null && tree.TryGet(stay.Key, out var node) && node.IsFinished
        );
        return closed.Key is { } id ? $"node {id}, above the restart node, is finished again" : null;
    }

    /// <summary>Whether a node is another one than the removed node of that id: Argo's ids and names repeat, its start times do not.</summary>
    private static bool IsAnew(WorkflowNode node, RestartRecord record) =>
        node.Name is not null && node.StartedAt is not null && node.StartedAt != record.Removed[node.Id];

    /// <summary>
    /// Whether a node above the restart node has an attempt more than the write left. That node itself stays, so that a late write which only adds
    /// to it brings nothing back; and as its last attempt is the one that goes on, the restart node would never come.
    /// </summary>
    private static bool IsLaterAttempt(WorkflowNode node, NodeTree tree, RestartRecord record) =>
        !record.Stays.ContainsKey(node.Id)
        && tree.RetryOf(node) is { } retry
        && record.Stays.GetValueOrDefault(retry.Id)?.Phase is not null;

    private static bool IsUnderWay(NodeTree tree, RestartRecord record, string qualityNode) =>
        record.IsOfGate
            ? tree.Find(tree.Subtree(record.RestartNode)).Any(node => node.DisplayName == qualityNode && !node.WasPassedOver)
            : tree.TryGet(record.RestartNode, out _);
}
