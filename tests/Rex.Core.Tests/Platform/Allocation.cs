namespace Rex.Core.Tests.Platform;

/// <summary>How much something allocates on its thread.</summary>
internal static class Allocation
{
    // The first time allocates what is kept for all later times; and where a collection comes in between, the runtime counts what was left
    // of the thread's memory, up to 8 KB, as allocated. What something itself allocates, it allocates every time.
    private const int Measurings = 10;

    /// <summary>The least that it allocated, in bytes.</summary>
    public static long Of(Action act)
    {
        var least = long.MaxValue;
        for (var measuring = 0; measuring < Measurings; measuring++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            act();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
