using Rex.Core.Agents;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>Everything a plan is made from.</summary>
/// <param name="Workflow">The main workflow.</param>
/// <param name="PullRequests">The open pull requests of the pushed branch.</param>
/// <param name="Runs">The downstream agents' runs of this task.</param>
/// <param name="Push">The push.</param>
/// <param name="Now">The time.</param>
internal sealed record PlanInput(
    MainWorkflow Workflow,
    IReadOnlyList<PullRequest> PullRequests,
    IReadOnlyList<AgentRun> Runs,
    Push Push,
    DateTimeOffset Now
);
