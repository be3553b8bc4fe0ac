using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Faults;

/// <summary>Counts the matches of each rule and says which one, if any, a request falls under.</summary>
internal sealed class FaultInjector(IReadOnlyList<FaultRule> rules)
{
    private readonly Lock gate = new();
    private readonly int[] matches = new int[rules.Count];

    /// <summary>Rules that no request has fallen under; a scenario with one of these does not test what it says.</summary>
    public IReadOnlyList<FaultRule> Unused
    {
        get
        {
            lock (gate)
            {
                return [.. rules.Where((rule, index) => matches[index] < rule.Pattern.From)];
            }
        }
    }

    public FaultRule? Find(LedgerEntry entry)
    {
        FaultRule? found = null;
        lock (gate)
        {
            for (var index = 0; index < rules.Count; index++)
            {
                var pattern = rules[index].Pattern;
                if (!pattern.Matches(entry))
                {
                    continue;
                }

                var nth = ++matches[index];
                if (nth >= pattern.From && nth - pattern.From < pattern.Count)
                {
                    found ??= rules[index];
                }
            }
        }

        return found;
    }
}
