namespace Rex.Simulator.Clocks;

/// <summary>
/// The one clock of a simulated world. It runs faster than the wall clock by one factor, but never faster than the machine can follow:
/// a tick advances it by at most <see cref="SimulationClockOptions.LongestTick"/> however long the wall clock took, by nothing while
/// a request is in flight that has used up its share of simulated time, and only after the thread pool has taken up everything that
/// was queued before. So a deadline fires because somebody waited too long in the simulation, never because the host was busy.
/// </summary>
internal sealed class SimulationClock : TimeProvider, IAsyncDisposable
{
    private readonly PriorityQueue<SimulationTimer.Due, (long At, long Order)> queue = new();
    private readonly LinkedList<Work> inFlight = new();
    private readonly SimulationClockOptions options;
    private readonly TimeProvider wall;
    private readonly CancellationTokenSource stop = new();
    private long elapsedTicks;
    private long countedTicks;
    private long order;
    private Task loop = Task.CompletedTask;

    public SimulationClock(SimulationClockOptions options, TimeProvider? wall = null)
    {
        this.options = options;
        this.wall = wall ?? System;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    internal Lock Gate { get; } = new();

    /// <summary>Simulated time since the start of the world.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref elapsedTicks));

    /// <summary>How long the thread pool lately took to take up a work item, in wall time; the measure of how far behind the host is.</summary>
    public TimeSpan PoolLatency { get; private set; }

    public override DateTimeOffset GetUtcNow() => options.Start + Elapsed;

    public override long GetTimestamp() => Interlocked.Read(ref elapsedTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulationTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Starts to advance the clock with the wall clock. Without it, time stands still but for <see cref="AdvanceAsync"/>.</summary>
    public void Run() => loop = RunAsync(stop.Token);

    /// <summary>Says that work is under way which takes only wall time; dispose the result when it is done or begins to wait in simulated time.</summary>
    public IDisposable TrackWork()
    {
        lock (Gate)
        {
            return new Work(this, elapsedTicks, countedTicks);
        }
    }

    /// <summary>Advances by this much simulated time, stopping at each timer on the way until the thread pool has taken up its callback.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var target = Interlocked.Read(ref elapsedTicks) + by.Ticks;
        while (AdvanceToNext(target) is { } due)
        {
            await RunOnPoolAsync(due.Call);
        }
    }

    /// <summary>
    /// Lets time pass through which everybody sleeps, as in a machine that is suspended: no timer is called on the way, and each that
    /// came due is called once after it. Of no use to whoever waits for something under way, whose deadlines would be over.
    /// </summary>
    /// <returns>Whether it passed: not while a request is in flight.</returns>
    public bool TrySkip(TimeSpan time)
    {
        lock (Gate)
        {
            if (inFlight.Count > 0)
            {
                return false;
            }

            Interlocked.Add(ref elapsedTicks, time.Ticks);
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
    }

    internal void Schedule(SimulationTimer.Due due, TimeSpan after)
    {
        lock (Gate)
        {
            queue.Enqueue(due, (elapsedTicks + Math.Max(after.Ticks, 0), order++));
        }
    }

    /// <summary>Moves to the next due timer before the target and returns it, or moves to the target.</summary>
    private SimulationTimer.Due? AdvanceToNext(long target)
    {
        lock (Gate)
        {
            target = Math.Min(target, EndOfOldestWork());
            while (queue.TryPeek(out var due, out var key) && key.At <= target)
            {
                queue.Dequeue();
                if (!due.IsCurrent)
                {
                    continue;
                }

                Interlocked.Exchange(ref elapsedTicks, Math.Max(elapsedTicks, key.At));
                due.Elapse();
                return due;
            }

            Interlocked.Exchange(ref elapsedTicks, Math.Max(elapsedTicks, target));
            return null;
        }
    }

    /// <summary>The simulated instant at which the oldest request in flight will have used up its share.</summary>
    private long EndOfOldestWork()
    {
        // A request that hangs for good would stop the world, and with it the deadline that is to end it.
        while (inFlight.First is { } first && countedTicks - first.Value.CountedStart > options.LongestStandstill.Ticks)
        {
            inFlight.RemoveFirst();
        }

        return inFlight.First is { } oldest ? oldest.Value.Start + options.LongestRequest.Ticks : long.MaxValue;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Tick, wall);
        var last = wall.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await RunOnPoolAsync(null);
                var now = wall.GetTimestamp();
                var passed = wall.GetElapsedTime(last, now);
                last = now;
                var counted = passed < options.LongestTick ? passed : options.LongestTick;
                Interlocked.Add(ref countedTicks, counted.Ticks);
                await AdvanceAsync(counted * options.Speed);
            }
        }
        catch (OperationCanceledException)
        {
            // The world has ended.
        }
    }

    /// <summary>
    /// Runs a callback (or nothing) as a work item of the pool and waits for it. The pool's global queue is first in, first out:
    /// when the item is taken up, everything that was queued before has been.
    /// </summary>
    private async Task RunOnPoolAsync(Action? callback)
    {
        var queued = wall.GetTimestamp();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                PoolLatency = wall.GetElapsedTime(queued);
                callback?.Invoke();
                done.SetResult();
            },
            null
        );
        await done.Task;
    }

    private sealed class Work : IDisposable
    {
        private readonly SimulationClock clock;
        private readonly LinkedListNode<Work> node;

        public Work(SimulationClock clock, long start, long countedStart)
        {
            this.clock = clock;
            Start = start;
            CountedStart = countedStart;
            node = clock.inFlight.AddLast(this);
        }

        public long Start { get; }

        public long CountedStart { get; }

        public void Dispose()
        {
            lock (clock.Gate)
            {
                node.List?.Remove(node);
            }
        }
    }
}
