namespace Rex.Simulator.Argo;

/// <summary>Labels, annotations and finalizers of Argo Workflows.</summary>
internal static class ArgoNames
{
    public const string Group = "argoproj.io";
    public const string Version = "v1alpha1";
    public const string ApiVersion = "argoproj.io/v1alpha1";

    public const string Completed = "workflows.argoproj.io/completed";
    public const string Phase = "workflows.argoproj.io/phase";
    public const string ArchivingStatus = "workflows.argoproj.io/workflow-archiving-status";
    public const string Workflow = "workflows.argoproj.io/workflow";
    public const string WorkflowTemplate = "workflows.argoproj.io/workflow-template";
    public const string OnExit = "workflows.argoproj.io/on-exit";
    public const string InstanceId = "workflows.argoproj.io/controller-instanceid";
    public const string ReportOutputsCompleted = "workflows.argoproj.io/report-outputs-completed";
    public const string NodeId = "workflows.argoproj.io/node-id";
    public const string NodeName = "workflows.argoproj.io/node-name";
    public const string PodNameFormat = "workflows.argoproj.io/pod-name-format";
    public const string PodStatusFinalizer = "workflows.argoproj.io/status";
    public const string ArtifactGcFinalizer = "workflows.argoproj.io/artifact-gc";

    /// <summary>The environment variable in which a pod carries its template, with inputs filled in.</summary>
    public const string TemplateVariable = "ARGO_TEMPLATE";
}
