namespace Rex.Simulator.Argo.Controller;

/// <summary>Where in an operation the controller stands still.</summary>
internal enum StallPoint
{
    /// <summary>It has read the workflow and created no pod yet.</summary>
    AfterReading,

    /// <summary>It has created the operation's pods; only the write of the workflow is left.</summary>
    BeforeWriting,
}
