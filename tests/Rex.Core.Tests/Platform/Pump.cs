namespace Rex.Core.Tests.Platform;

/// <summary>
/// Runs asynchronous code on one thread and on a clock that goes on only while the code waits for it: nothing sleeps, and the same test takes
/// the same path each time.
/// </summary>
internal sealed class Pump(SteppedTime time) : SynchronizationContext
{
    // More than three times what the longest test takes: code that goes round in a circle is found out soon.
    private const int MostTurns = 20_000;

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();

    /// <summary>How much simulated time a run may take before it counts as hanging.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromDays(2);

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue((d, state));
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs to the end.</summary>
    public T Run<T>(Func<Task<T>> work)
    {
        var task = Start(work);
        RunUntil(() => task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs to the end.</summary>
    public void Run(Func<Task> work) =>
        Run(async () =>
        {
            await work();
            return true;
        });

    /// <summary>Starts something that goes on while later runs go on.</summary>
    public TTask Start<TTask>(Func<TTask> work)
        where TTask : Task
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Lets everything go on, and the clock with it, until something is so.</summary>
    public void RunUntil(Func<bool> isSo)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var end = time.GetUtcNow() + Limit;
            for (var turn = 0; !isSo(); turn++)
            {
                if (turn > MostTurns)
                {
                    throw new TimeoutException("The code under test goes round in a circle.");
                }

                if (!RunNext() && !time.GoToNextTimer(end))
                {
                    throw new TimeoutException($"The code under test waits for something that does not come (at {time.GetUtcNow():O}).");
                }
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Lets some time pass.</summary>
    public void RunFor(TimeSpan span)
    {
        var end = time.GetUtcNow() + span;
        time.Later(span, () => { });
        RunUntil(() => time.GetUtcNow() >= end);
    }

    private bool RunNext()
    {
        (SendOrPostCallback Callback, object? State) next;
        lock (_queue)
        {
            if (!_queue.TryDequeue(out next))
            {
                return false;
            }
        }

        next.Callback(next.State);
        return true;
    }
}
