using System.Diagnostics;

namespace Rex.Benchmarks;

/// <summary>Runs something many times over in short turns, and keeps the quickest.</summary>
internal sealed class Turns(Action act)
{
    /// <summary>How many turns it gets.</summary>
    public const int Count = 900;

    // The runtime makes code quick while it runs.
    private const int WarmUp = 400;

    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(1);

    private int taken;
    private int times = 1;

    /// <summary>How long one time takes.</summary>
    public TimeSpan Quickest { get; private set; } = TimeSpan.MaxValue;

    /// <summary>How much one time allocates, in bytes.</summary>
    public long Allocated { get; private set; } = long.MaxValue;

    /// <summary>Takes one turn of about a millisecond.</summary>
    public void Take()
    {
        var started = Stopwatch.GetTimestamp();
        for (var time = 0; time < times; time++)
        {
            act();
        }

        var each = Stopwatch.GetElapsedTime(started) / times;
        if (++taken <= WarmUp)
        {
            times = Math.Clamp((int)(Length / each), 1, 10_000);
            return;
        }

        Quickest = each < Quickest ? each : Quickest;
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        Allocated = Math.Min(Allocated, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
