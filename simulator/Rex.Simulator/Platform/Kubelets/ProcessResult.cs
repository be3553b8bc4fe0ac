namespace Rex.Simulator.Platform.Kubelets;

/// <summary>How a pod's main process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Reason">Why the kubelet ended the whole pod; null where it did not.</param>
internal readonly record struct ProcessResult(int ExitCode, string? Reason = null)
{
    public static ProcessResult Success { get; } = new(0);

    /// <summary>What the Argo executor ends with when its own work fails, such as when the object it waits for is gone.</summary>
    public static ProcessResult ExecutorError { get; } = new(64);

    /// <summary>It was asked to end.</summary>
    public static ProcessResult Terminated { get; } = new(143);

    /// <summary>It was ended without being asked.</summary>
    public static ProcessResult Killed { get; } = new(137);

    /// <summary>The pod ran longer than it may.</summary>
    public static ProcessResult Overdue { get; } = new(137, "DeadlineExceeded");

    public bool Succeeded => ExitCode == 0;
}
