namespace Rex.Simulator.Clocks;

/// <summary>How a <see cref="SimulationClock"/> runs.</summary>
internal sealed record SimulationClockOptions
{
    /// <summary>The instant at which the world begins. Fixed, so that names and times made from it are the same in every run.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Simulated seconds in one second of wall time.</summary>
    public double Speed { get; init; } = 50;

    /// <summary>Wall time between two ticks.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The most wall time that one tick counts; what a busy host loses beyond it is not made up for.</summary>
    public TimeSpan LongestTick { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The most simulated time that passes while one request is in flight.</summary>
    public TimeSpan LongestRequest { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The most wall time for which one request in flight makes the clock stand still; counted as ticks count it, so that a host which itself stands still
    /// does not use it up.
    /// </summary>
    public TimeSpan LongestStandstill { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For a clock that goes with the machine's from now on, and waits for nobody.</summary>
    public static SimulationClockOptions OfTheWall() =>
        new()
        {
            Start = TimeProvider.System.GetUtcNow(),
            Speed = 1,
            Tick = TimeSpan.FromMilliseconds(10),
            LongestTick = TimeSpan.MaxValue,
            LongestRequest = TimeSpan.FromDays(365),
        };
}
