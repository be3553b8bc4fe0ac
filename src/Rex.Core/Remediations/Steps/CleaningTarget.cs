using Rex.Core.Agents;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Steps;

/// <summary>What has to go before a main workflow can be restarted, or repaired.</summary>
/// <param name="Workflow">Name of the main workflow; null where there is none, or its pods stay.</param>
/// <param name="Stays">Whether the node with this id stays, and so its pod and task result.</param>
/// <param name="IsObsolete">Whether a downstream run of the task, finished or not, is about old code.</param>
/// <param name="IsDue">Whether the main workflow is still left alone for this cleaning, so that nothing of a restart can be there yet.</param>
internal sealed record CleaningTarget(
    string? Workflow,
    Func<string, bool> Stays,
    Func<AgentRun, bool> IsObsolete,
    Func<MainWorkflow, bool> IsDue
);
