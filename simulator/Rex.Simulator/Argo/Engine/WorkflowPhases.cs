namespace Rex.Simulator.Argo.Engine;

/// <summary>The phases of a workflow.</summary>
internal static class WorkflowPhases
{
    public const string Running = "Running";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";
    public const string Error = "Error";

    public static bool IsCompleted(string? phase) => phase is Succeeded or Failed or Error;
}
