namespace Rex.Core.Workflows;

/// <summary>Labels and finalizers that the workflow controller reads and writes.</summary>
internal static class ArgoMetadata
{
    /// <summary>"true": the controller does not process the workflow, whatever its phase (Argo Workflows 3.4 to 4.1).</summary>
    public const string Completed = "workflows.argoproj.io/completed";

    /// <summary>The workflow's phase, for selecting.</summary>
    public const string Phase = "workflows.argoproj.io/phase";

    /// <summary>Set while a finished workflow is being archived.</summary>
    public const string ArchivingStatus = "workflows.argoproj.io/workflow-archiving-status";

    /// <summary>The finalizer of a workflow whose artifacts are collected: the controller visits it whatever its labels.</summary>
    public const string ArtifactFinalizer = "workflows.argoproj.io/artifact-gc";

    /// <summary>The finalizer that the controller puts on a workflow's pods and takes off when it has seen their end.</summary>
    public const string PodFinalizer = "workflows.argoproj.io/status";
}
