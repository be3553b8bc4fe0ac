namespace Rex.Core.Tests.Platform;

/// <summary>The operations of the ports.</summary>
public enum Call
{
    ListWorkflows,
    GetWorkflow,
    PatchWorkflow,
    WaitForWorkflow,
    ListPods,
    WaitForPods,
    DeletePod,
    ReleasePod,
    ListTaskResults,
    DeleteTaskResult,
    ListRuns,
    WaitForRuns,
    DeleteRun,
    ListDependents,
    ListStillThere,
    WaitGone,
    DeleteRunPod,
    ListPulls,
    ListLabels,
    RemoveLabel,
    AddRemediation,
    RemoveRemediation,
    GetRemediation,
    ListRemediations,
    UpdateStatus,
}
