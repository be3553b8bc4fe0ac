namespace Rex.Host.Serving;

/// <summary>How long <c>rex serve</c> may take to stop. Each of these times has to end within the next, and the last within the pod's <c>terminationGracePeriodSeconds</c>.</summary>
internal static class StopTimes
{
    // 5 s of drain by default leave 20 of the host's 25: one delivery takes 10 s at most for its body and 10 s for one request to the ledger; where there
    // is none, the Lease is given back and Events are written, 5 s at most each. 25 s for the host < 27 s for the process < 30 s of grace in deploy/base.

    /// <summary>The longest drain that can be set: it leaves 5 seconds of <see cref="Host"/>.</summary>
    public static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(20);

    /// <summary>How long the host may take for all its services, the drain included. What still runs then is cut off.</summary>
    public static readonly TimeSpan Host = TimeSpan.FromSeconds(25);

    /// <summary>How long the process waits for the host before it ends without it.</summary>
    public static readonly TimeSpan Process = TimeSpan.FromSeconds(27);
}
