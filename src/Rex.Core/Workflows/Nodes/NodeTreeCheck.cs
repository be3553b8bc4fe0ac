namespace Rex.Core.Workflows.Nodes;

/// <summary>
/// Says what is wrong with a node tree. A tree that is not as the workflow controller writes it is not worked on: whatever would be
/// concluded from it could be wrong.
/// </summary>
internal static class NodeTreeCheck
{
    /// <summary>The first problem found, or null.</summary>
    public static string? ProblemOf(NodeTree tree, string rootId)
    {
        if (tree.Nodes.Count > 0 && tree.Root is null)
        {
            return $"there is no root node '{rootId}'";
        }

        return tree.Nodes.Select(node => ProblemOf(tree, node)).FirstOrDefault(problem => problem is not null)
            ?? BoundaryProblemIn(tree)
            ?? CircleIn(tree);
    }

    private static string? ProblemOf(NodeTree tree, WorkflowNode node)
    {
        if (node.Name is null || node.DisplayName is null || node.Type is null)
        {
            return $"node {node.Id} has no name or type: something brought back a part of it";
        }

        if (!IsType(node.Type))
        {
            return $"node {node.Id} has the unknown type '{node.Type}'";
        }

        if (node.Phase is { } phase && !IsPhase(phase))
        {
            return $"node {node.Id} has the unknown phase '{phase}'";
        }

        var linked = node.Children.Concat(node.OutboundNodes).FirstOrDefault(id => !tree.TryGet(id, out _));
        if (linked is not null)
        {
            return $"node {node.Id} names {linked}, which is not there";
        }

        return node.BoundaryId is { } boundary && !tree.TryGet(boundary, out _)
            ? $"node {node.Id} is in {boundary}, which is not there"
            : null;
    }

    /// <summary>Every chain of boundaries ends at a node that is in nothing; the root is in nothing itself.</summary>
    private static string? BoundaryProblemIn(NodeTree tree) =>
        tree.Root is { BoundaryId: { } outer } root
            ? $"the root node {root.Id} is in {outer}"
            : tree
                .Nodes.Where(node => tree.Boundaries(node).LastOrDefault() is { BoundaryId: not null })
                .Select(node => $"node {node.Id} is in a circle of boundaries")
                .FirstOrDefault();

    /// <summary>Looks for a node that is its own descendant, depth first without recursion: a hostile tree can be deep.</summary>
    private static string? CircleIn(NodeTree tree)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in tree.Nodes)
        {
            var path = new Stack<(WorkflowNode Node, int Next)>();
            path.Push((start, 0));
            while (path.TryPop(out var at))
            {
                if (at.Next == 0 && (done.Contains(at.Node.Id) || !open.Add(at.Node.Id)))
                {
                    continue;
                }

                if (at.Next == at.Node.Children.Count)
                {
                    open.Remove(at.Node.Id);
                    done.Add(at.Node.Id);
                    continue;
                }

                path.Push((at.Node, at.Next + 1));
                var child = at.Node.Children[at.Next];
                if (open.Contains(child))
                {
                    return $"node {child} is its own descendant";
                }

                _ = tree.TryGet(child, out var next);
                path.Push((next!, 0));
            }
        }

        return null;
    }

    private static bool IsType(string type) =>
        type
            is "Pod"
                or "Container"
                or "Steps"
                or "StepGroup"
                or "DAG"
                or "TaskGroup"
                or "Retry"
                or "Skipped"
                or "Suspend"
                or "HTTP"
                or "Plugin";

    private static bool IsPhase(string phase) =>
        phase is "Pending" or "Running" or "Succeeded" or "Skipped" or "Failed" or "Error" or "Omitted";
}
