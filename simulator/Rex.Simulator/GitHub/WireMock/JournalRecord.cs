using Rex.Simulator.Ledgers;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>
/// Makes of WireMock's journal what the oracle judges. What was asked and answered is the journal's to say; the proxies add who asked,
/// when by the world's clock, and what was there before.
/// </summary>
internal static class JournalRecord
{
    public static GitHubRecord Of(IReadOnlyList<LedgerEntry> seen, IReadOnlyList<JournalEntry> journal)
    {
        // What a broken connection had carried may have been sent again.
        var arrived = journal
            .Where(entry => entry.Sequence is not null)
            .GroupBy(entry => entry.Sequence!.Value)
            .ToDictionary(sent => sent.Key, sent => sent.Last());
        List<string> problems =
        [
            .. journal.Where(entry => !entry.WasMatched).Select(entry => $"there is no stub for {entry.Method} {entry.Path}"),
        ];
        List<LedgerEntry> entries = [];
        foreach (var entry in seen)
        {
            if (entry.Target != LedgerTarget.GitHub)
            {
                entries.Add(entry);
            }
            else if (arrived.TryGetValue(entry.Sequence, out var told))
            {
                entries.Add(Join(entry, told));
            }
            else
            {
                entries.Add(entry);
                if (entry.Status != 0)
                {
                    problems.Add($"WireMock's journal does not have {entry.Method} {entry.Path}, which was answered {entry.Status}");
                }
            }
        }

        return new GitHubRecord(entries, problems);
    }

    private static LedgerEntry Join(LedgerEntry entry, JournalEntry told) =>
        new()
        {
            Sequence = entry.Sequence,
            At = entry.At,
            Target = entry.Target,
            Identity = entry.Identity,
            Witness = entry.Witness,
            Disturbance = entry.Disturbance,
            Method = told.Method,
            Path = told.Path,
            RequestBody = told.RequestBody,
            Status = told.Status,
            ResponseBody = told.ResponseBody,
        };
}
