using Rex.Core.Agents;
using Rex.Core.PullRequests;
using Rex.Core.Remediations.Ordering;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>The world of one task, as a step found it.</summary>
/// <param name="Workflow">The main workflow; null where there is none.</param>
/// <param name="PullRequests">The open pull requests of the pushed branch.</param>
/// <param name="Runs">The downstream agents' runs of this task in this repository, finished ones too.</param>
/// <param name="Fence">Where the push stands against the workflow's last restart.</param>
/// <param name="Plan">What is to be done.</param>
/// <param name="Newer">A newer push of the task, where there is one.</param>
internal sealed record Situation(
    MainWorkflow? Workflow,
    IReadOnlyList<PullRequest> PullRequests,
    IReadOnlyList<AgentRun> Runs,
    FenceState Fence,
    RestartPlan Plan,
    Remediation? Newer
)
{
    /// <summary>The remediation whose hold is on the workflow to put its own restart right, as long as that can still come; null where there is none.</summary>
    public Remediation? HeldForRepairBy { get; init; }
}
