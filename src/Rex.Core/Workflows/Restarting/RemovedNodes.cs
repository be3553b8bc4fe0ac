using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>
/// The nodes a rewind removes: the restart node's subtree; what came after a finished node above it (placeholders of passed-over tasks mostly: a
/// finished leaf makes the controller take the whole DAG for done); and the exit handler's nodes where the root has finished.
/// </summary>
internal static class RemovedNodes
{
    public static IReadOnlySet<string> For(NodeTree tree, WorkflowNode restart, IReadOnlyList<WorkflowNode> above)
    {
        var aboveIds = above.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var after = above.Where(node => node.IsFinished && !node.IsGroup).SelectMany(node => After(tree, node, aboveIds));
        var exitHandlers = tree.Root is { IsFinished: true, Name: { } root }
            ? tree.Nodes.Where(node => node.BoundaryId is null && node.Name == $"{root}.onExit").Select(node => node.Id)
            : [];
        return tree.Subtree([restart.Id, .. after, .. exitHandlers]);
    }

    /// <summary>Why the tree would not be whole without them, which it is as long as the controller alone writes it; else null.</summary>
    public static string? ProblemOf(NodeTree tree, IReadOnlySet<string> removed, IReadOnlyList<WorkflowNode> above)
    {
        if (above.FirstOrDefault(node => removed.Contains(node.Id)) is { } circle)
        {
            return $"what comes after the restart node leads back to {circle.Id}, which it is in";
        }

        var torn = tree.Nodes.FirstOrDefault(node =>
            node.BoundaryId is { } boundary && removed.Contains(boundary) && !removed.Contains(node.Id)
        );
        return torn is null ? null : $"node {torn.Id} is in {torn.BoundaryId}, but nothing in there leads to it";
    }

    private static IEnumerable<string> After(NodeTree tree, WorkflowNode finished, HashSet<string> above) =>
        tree.Find(finished.OutboundNodes.Append(finished.Id))
            .SelectMany(last => tree.Find(last.Children))
            .Where(next => !above.Contains(next.Id) && IsNextTo(next, finished))
            .Select(next => next.Id);

    private static bool IsNextTo(WorkflowNode next, WorkflowNode finished) =>
        next.BoundaryId == finished.BoundaryId && !NodeTree.IsAttemptOf(next, finished);
}
