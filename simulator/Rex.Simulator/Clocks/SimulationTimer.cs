namespace Rex.Simulator.Clocks;

/// <summary>A timer on a <see cref="SimulationClock"/>. Its callbacks run on the thread pool.</summary>
internal sealed class SimulationTimer(SimulationClock clock, TimerCallback callback, object? state) : ITimer
{
    // One lock for the clock and all its timers: each calls the other.
    private readonly Lock gate = clock.Gate;
    private readonly ExecutionContext? context = ExecutionContext.Capture();
    private TimeSpan period = Timeout.InfiniteTimeSpan;
    private Due? current;
    private bool disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            if (disposed)
            {
                return false;
            }

            this.period = period;
            current = null;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Arm(dueTime);
            }

            return true;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            current = null;
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm(TimeSpan after)
    {
        current = new Due(this);
        clock.Schedule(current, after);
    }

    /// <summary>Takes the timer's due time as reached; a periodic one gets its next.</summary>
    private void Elapse()
    {
        current = null;
        if (period > TimeSpan.Zero)
        {
            Arm(period);
        }
    }

    private void Call()
    {
        if (context is null)
        {
            Invoke();
            return;
        }

        ExecutionContext.Run(context, static timer => ((SimulationTimer)timer!).Invoke(), this);
    }

    private void Invoke() => callback(state);

    /// <summary>One entry in the clock's queue. Changing the timer leaves the old entry there, no longer current.</summary>
    internal sealed class Due(SimulationTimer timer)
    {
        public bool IsCurrent => timer.current == this;

        public void Elapse() => timer.Elapse();

        public void Call() => timer.Call();
    }
}
