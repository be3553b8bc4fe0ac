namespace Rex.Simulator.Argo.Nodes;

/// <summary>The types of a node.</summary>
internal static class NodeTypes
{
    public const string Pod = "Pod";
    public const string Steps = "Steps";
    public const string StepGroup = "StepGroup";
    public const string Dag = "DAG";
    public const string TaskGroup = "TaskGroup";
    public const string Retry = "Retry";
    public const string Skipped = "Skipped";
    public const string Suspend = "Suspend";

    /// <summary>Types whose progress is their own, not the sum over what is below them.</summary>
    public static bool IsExecutable(string? type) => type is Pod or Suspend or "HTTP" or "Plugin" or "Container";
}
