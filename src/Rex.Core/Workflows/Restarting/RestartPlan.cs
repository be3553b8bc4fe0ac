using Rex.Core.Remediations;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>What is to be done about a main workflow: what <see cref="RestartPlanner"/> concludes from its state.</summary>
internal abstract record RestartPlan
{
    private RestartPlan() { }

    /// <summary>Nothing is touched, and the remediation ends.</summary>
    /// <param name="Reason">Why; a reason that skips.</param>
    /// <param name="Message">The reason in words.</param>
    public sealed record Skip(ReasonCode Reason, string Message) : RestartPlan;

    /// <summary>Nothing is touched yet: the event that opens the gate may still be on its way.</summary>
    /// <param name="Until">When to plan again.</param>
    /// <param name="Message">What is waited for, in words.</param>
    public sealed record Wait(DateTimeOffset Until, string Message) : RestartPlan;

    /// <summary>Nothing is touched, and the remediation fails.</summary>
    /// <param name="Reason">Why; a reason that fails.</param>
    /// <param name="Message">The reason in words.</param>
    public sealed record Refuse(ReasonCode Reason, string Message) : RestartPlan;

    /// <summary>Obsolete runs and the label go, nothing is restarted, and the remediation ends with this reason.</summary>
    /// <param name="Reason">Why nothing can be restarted.</param>
    /// <param name="Message">The reason in words.</param>
    public sealed record CancelOnly(ReasonCode Reason, string Message) : RestartPlan;

    /// <summary>The gate is opened in the place of the event that was lost.</summary>
    /// <param name="Gate">The waiting suspend node.</param>
    /// <param name="Status">The node status it was planned on.</param>
    public sealed record OpenGate(WorkflowNode Gate, NodeStatus Status) : RestartPlan;

    /// <summary>The workflow is rewound in place, to run again from the restart node.</summary>
    /// <param name="RestartNode">Where QA starts again.</param>
    /// <param name="Removed">Ids of the nodes to remove.</param>
    /// <param name="Above">The nodes above the restart node, up to the root.</param>
    /// <param name="Status">The node status it was planned on.</param>
    public sealed record Rewind(
        WorkflowNode RestartNode,
        IReadOnlySet<string> Removed,
        IReadOnlyList<WorkflowNode> Above,
        NodeStatus Status
    ) : RestartPlan
    {
        /// <summary>The nodes to remove.</summary>
        public IEnumerable<WorkflowNode> RemovedNodes => Status.Tree.Nodes.Where(node => Removed.Contains(node.Id));

        /// <summary>Whether the node with this id stays.</summary>
        public bool Stays(string? id) => Status.Tree.TryGet(id, out _) && !Removed.Contains(id);
    }
}
