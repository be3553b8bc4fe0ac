namespace Rex.Simulator.Oracles;

/// <summary>What a write of Rex is for.</summary>
internal enum RexWriteKind
{
    /// <summary>Rex's own objects: remediations, its Lease, Events about remediations.</summary>
    Own,

    /// <summary>An Event about a main workflow.</summary>
    Event,

    Hold,
    Reset,
    Restart,

    /// <summary>Any other write to a Workflow: lifting a hold, waking the controller.</summary>
    WorkflowOther,

    CancelRun,
    Pod,
    TaskResult,
    RemoveLabel,

    /// <summary>Nothing that Rex has any business with.</summary>
    Foreign,
}
