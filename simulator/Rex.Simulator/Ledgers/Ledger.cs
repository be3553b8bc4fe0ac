namespace Rex.Simulator.Ledgers;

/// <summary>Everything that was asked of the cluster and of GitHub in one world, in order of arrival.</summary>
internal sealed class Ledger(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<LedgerEntry> entries = [];

    /// <summary>Raised when an entry's outcome is known; on the thread of the request.</summary>
    public event Action<LedgerEntry>? Completed;

    public LedgerEntry Open(LedgerTarget target, string identity, string method, string path, string requestBody)
    {
        lock (gate)
        {
            var entry = new LedgerEntry
            {
                Sequence = entries.Count,
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

    public void Close(LedgerEntry entry) => Completed?.Invoke(entry);

    /// <summary>The entries so far.</summary>
    public IReadOnlyList<LedgerEntry> Snapshot()
    {
        lock (gate)
        {
            return [.. entries];
        }
    }
}
