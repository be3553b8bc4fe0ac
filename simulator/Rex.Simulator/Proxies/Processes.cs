using System.Collections.Concurrent;

namespace Rex.Simulator.Proxies;

/// <summary>
/// Which of the world's processes have crashed, by the identity they call with. A dead process cannot write: whatever its
/// instance still tries, the proxies refuse.
/// </summary>
internal sealed class Processes
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> all = new();

    /// <summary>Raised once per crash with the identity of the process; handlers must not block.</summary>
    public event Action<string>? Crashed;

    public bool IsDead(string identity) => all.TryGetValue(identity, out var process) && process.IsCancellationRequested;

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
}
