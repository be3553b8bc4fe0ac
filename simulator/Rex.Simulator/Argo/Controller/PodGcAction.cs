namespace Rex.Simulator.Argo.Controller;

/// <summary>What becomes of a pod that the controller has recorded.</summary>
internal enum PodGcAction
{
    /// <summary>It is labelled completed, and so no longer seen.</summary>
    Label,

    /// <summary>It is deleted after a while, by name.</summary>
    Delete,

    /// <summary>It loses the controller's finalizer and is looked at again when the workflow ends.</summary>
    Unlock,
}
