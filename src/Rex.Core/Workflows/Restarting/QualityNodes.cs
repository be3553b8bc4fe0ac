using Rex.Core.Options;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>Finds the nodes a restart turns on: the current quality node, the restart node, the gate.</summary>
internal sealed class QualityNodes(PlatformNames names)
{
    /// <summary>
    /// The quality nodes that have started and are current: every node up the boundary chain is no attempt, or the last one of its Retry node.
    /// After a loop was approved that is the one in its last iteration, though all above it has succeeded.
    /// </summary>
    public IReadOnlyList<WorkflowNode> CurrentIn(NodeTree tree) =>
        [
            .. tree.Nodes.Where(node =>
                node.DisplayName == names.QualityNode
                && node is { StartedAt: not null, BoundaryId: not null, WasPassedOver: false }
                && !tree.IsInEarlierAttempt(node)
            ),
        ];

    /// <summary>Where QA starts again: a stage step beside the quality node that succeeded and leads to it, else the quality node itself.</summary>
    public WorkflowNode RestartNodeFor(NodeTree tree, WorkflowNode quality) =>
        names
            .StageSteps.SelectMany(step => tree.Nodes.Where(node => node.DisplayName == step))
            .Where(node => node.BoundaryId == quality.BoundaryId && node.Phase == "Succeeded" && !node.IsAttempt)
            .FirstOrDefault(node => tree.Subtree(node.Id).Contains(quality.Id))
        ?? quality;

    /// <summary>The gate before the quality node, where it waits.</summary>
    public WorkflowNode? WaitingGateIn(NodeTree tree) =>
        tree.Nodes.FirstOrDefault(node =>
            node.DisplayName == names.GateNode && node.Type == "Suspend" && node.Phase == "Running" && !tree.IsInEarlierAttempt(node)
        );
}
