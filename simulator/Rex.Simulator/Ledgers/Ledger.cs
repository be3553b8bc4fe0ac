namespace Rex.Simulator.Ledgers;

/// <summary>Everything that was asked of the cluster and of GitHub in one world, in the order in which it was let through.</summary>
internal sealed class Ledger(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<LedgerEntry> entries = [];
    private long next;

    /// <summary>Raised when an entry's outcome is known; on the thread of the request.</summary>
    public event Action<LedgerEntry>? Completed;

    public LedgerEntry Open(LedgerTarget target, string identity, string method, string path, string requestBody)
    {
        lock (gate)
        {
            var entry = new LedgerEntry
            {
                Sequence = next++,
                At = clock.GetUtcNow(),
                Target = target,
                Identity = identity,
                Method = method,
                Path = path,
                RequestBody = requestBody,
            };
            entries.Add(entry);
            return entry;
        }
    }

    /// <summary>Notes that a request goes on now to the system behind the proxy, whatever had kept it until then: it takes effect after all before it.</summary>
    public void LetThrough(LedgerEntry entry)
    {
        lock (gate)
        {
            entry.Sequence = next++;
            entry.At = clock.GetUtcNow();
        }
    }

    public void Close(LedgerEntry entry) => Completed?.Invoke(entry);

    /// <summary>The entries so far.</summary>
    public IReadOnlyList<LedgerEntry> Snapshot()
    {
        lock (gate)
        {
            return [.. entries.OrderBy(entry => entry.Sequence)];
        }
    }
}
