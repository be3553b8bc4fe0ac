namespace Rex.Simulator.Argo.Nodes;

/// <summary>The phases of a node, and the questions Argo asks about them.</summary>
internal static class NodePhases
{
    public const string Pending = "Pending";
    public const string Running = "Running";
    public const string Succeeded = "Succeeded";
    public const string Skipped = "Skipped";
    public const string Failed = "Failed";
    public const string Error = "Error";
    public const string Omitted = "Omitted";

    /// <summary>It ran and ended, well or badly.</summary>
    public static bool IsCompleted(string? phase) => phase is Succeeded or Failed or Error;

    public static bool IsFailedOrError(string? phase) => phase is Failed or Error;

    /// <summary>Nothing more will happen; a completed pod counts only once its task result has arrived.</summary>
    public static bool IsFulfilled(string? phase, bool? taskResultSynced) =>
        (IsCompleted(phase) && taskResultSynced != false) || phase is Skipped or Omitted;
}
