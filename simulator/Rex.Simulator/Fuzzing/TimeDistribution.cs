namespace Rex.Simulator.Fuzzing;

/// <summary>Times, counted by tenths of a microsecond up to a millisecond. The longer ones say more about the machine than about the work.</summary>
internal sealed class TimeDistribution
{
    private const int Slots = 10_000;

    private readonly long[] counts = new long[Slots + 1];

    public void Add(TimeSpan time) => counts[Math.Min(Slots, time.Ticks)]++;

    public void Add(TimeDistribution other)
    {
        for (var slot = 0; slot <= Slots; slot++)
        {
            counts[slot] += other.counts[slot];
        }
    }

    /// <summary>The time that half of them do not exceed; zero where there are none.</summary>
    public TimeSpan Median()
    {
        var left = (counts.Sum() + 1) / 2;
        var slot = 0;
        while (left > counts[slot] && slot < Slots)
        {
            left -= counts[slot++];
        }

        return TimeSpan.FromTicks(slot);
    }
}
