using System.Collections.Concurrent;

namespace Rex.Simulator.Proxies;

/// <summary>
/// Which of the world's processes have crashed or stand still, by the identity they call with. A dead process cannot write: whatever its
/// instance still tries, the proxies refuse. One that stands still neither sends nor gets anything until it goes on.
/// </summary>
internal sealed class Processes(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> all = new();
    private readonly ConcurrentDictionary<string, Task> pauses = new();

    /// <summary>Raised once per crash with the identity of the process; handlers must not block.</summary>
    public event Action<string>? Crashed;

    /// <summary>Raised with the identity of a process that stands still (true) or goes on (false).</summary>
    public event Action<string, bool>? Paused;

    public bool IsDead(string identity) => all.TryGetValue(identity, out var process) && process.IsCancellationRequested;

    /// <summary>Whether the process is there and runs, so that a delivery could be handed to it.</summary>
    public bool IsReady(string identity) => !IsDead(identity) && RunningAsync(identity).IsCompleted;

    /// <summary>Cancelled when the process dies; ends its open watches.</summary>
    public CancellationToken Alive(string identity) => all.GetOrAdd(identity, _ => new CancellationTokenSource()).Token;

    /// <summary>Declares the process dead.</summary>
    public void Kill(string identity)
    {
        var process = all.GetOrAdd(identity, _ => new CancellationTokenSource());
        lock (process)
        {
            if (process.IsCancellationRequested)
            {
                return;
            }

            process.Cancel();
        }

        Crashed?.Invoke(identity);
    }

    /// <summary>Declares all processes dead whose identity is one of these.</summary>
    public void KillAll(Predicate<string> isOne)
    {
        foreach (var identity in all.Keys.Where(identity => isOne(identity)))
        {
            Kill(identity);
        }
    }

    /// <summary>Lets the process stand still for a time, as SIGSTOP and SIGCONT do.</summary>
    public void Pause(string identity, TimeSpan time)
    {
        var noted = new TaskCompletionSource();
        pauses[identity] = PauseAsync(identity, time, noted.Task);
        noted.SetResult();
    }

    /// <summary>Ends when the process does not stand still any more; at once where it runs.</summary>
    public Task RunningAsync(string identity) => pauses.GetValueOrDefault(identity, Task.CompletedTask);

    /// <summary>Waits while the process stands still: nothing leaves it then, and nothing reaches it. The clock is free to run meanwhile.</summary>
    /// <returns>Whether it stood still; the work is not tracked any more then.</returns>
    public async Task<bool> WaitWhilePausedAsync(string identity, IDisposable work, CancellationToken cancellationToken)
    {
        var running = RunningAsync(identity);
        if (running.IsCompleted)
        {
            return false;
        }

        work.Dispose();
        await running.WaitAsync(cancellationToken);
        return true;
    }

    private async Task PauseAsync(string identity, TimeSpan time, Task noted)
    {
        // Whoever is told that it stands still finds it so.
        await noted;
        Paused?.Invoke(identity, true);
        await Task.Delay(time, clock);
        Paused?.Invoke(identity, false);
    }
}
