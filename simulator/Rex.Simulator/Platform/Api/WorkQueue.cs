using System.Threading.Channels;

namespace Rex.Simulator.Platform.Api;

/// <summary>
/// The queue of a controller: a key is in it once, is never handled twice at the same time, and a key added while it is handled is
/// handled again. Of two delays the shorter one counts.
/// </summary>
internal sealed class WorkQueue(TimeProvider time) : IDisposable
{
    private readonly Channel<string> ready = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, (DateTimeOffset Due, ITimer Timer)> waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> dirty = new(StringComparer.Ordinal);
    private readonly HashSet<string> handled = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private bool disposed;

    public void Add(string key)
    {
        lock (gate)
        {
            if (!disposed && dirty.Add(key) && !handled.Contains(key))
            {
                ready.Writer.TryWrite(key);
            }
        }
    }

    public void AddAfter(string key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (gate)
        {
            var due = time.GetUtcNow() + delay;
            if (disposed || (waiting.TryGetValue(key, out var known) && known.Due <= due))
            {
                return;
            }

            known.Timer?.Dispose();
            waiting[key] = (due, time.CreateTimer(_ => Ripen(key, due), null, delay, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>Handles keys, so many at a time, until cancelled.</summary>
    public Task RunAsync(int workers, Func<string, CancellationToken, Task> handle, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(handle, cancellationToken)));

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var (_, timer) in waiting.Values)
            {
                timer.Dispose();
            }

            waiting.Clear();
        }
    }

    private void Ripen(string key, DateTimeOffset due)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(key, out var known) || known.Due != due)
            {
                return;
            }

            known.Timer.Dispose();
            waiting.Remove(key);
        }

        Add(key);
    }

    private async Task WorkAsync(Func<string, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        await foreach (var key in ready.Reader.ReadAllAsync(cancellationToken))
        {
            lock (gate)
            {
                dirty.Remove(key);
                handled.Add(key);
            }

            try
            {
                await handle(key, cancellationToken);
            }
            finally
            {
                Done(key);
            }
        }
    }

    private void Done(string key)
    {
        lock (gate)
        {
            handled.Remove(key);
            if (dirty.Contains(key))
            {
                ready.Writer.TryWrite(key);
            }
        }
    }
}
