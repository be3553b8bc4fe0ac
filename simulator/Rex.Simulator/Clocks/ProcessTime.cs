namespace Rex.Simulator.Clocks;

/// <summary>
/// Time as one process sees it: while the process stands still the clock goes on, but none of its timers calls back; those that came due meanwhile
/// all do when it goes on, as after SIGCONT.
/// </summary>
/// <param name="world">The world's clock.</param>
/// <param name="running">Ends when the process does not stand still.</param>
/// <param name="ahead">How far the clock of the process's machine is ahead of everybody else's; negative where it is behind.</param>
internal sealed class ProcessTime(TimeProvider world, Func<Task> running, TimeSpan ahead = default) : TimeProvider
{
    public override long TimestampFrequency => world.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => world.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + ahead;

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(_ => _ = CallAsync(callback, state), null, dueTime, period);

    private async Task CallAsync(TimerCallback callback, object? state)
    {
        await running();
        callback(state);
    }
}
