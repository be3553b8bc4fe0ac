using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Faults;

/// <summary>Counts the matches of each rule and says which one, if any, a request falls under.</summary>
internal sealed class FaultInjector(IReadOnlyList<FaultRule> rules)
{
    private readonly Lock gate = new();
    private readonly int[] matches = new int[rules.Count];
    private readonly Dictionary<string, int> shapes = new(StringComparer.Ordinal);

    /// <summary>Rules that no request has fallen under, in words; a scenario with one of these does not test what it says.</summary>
    public IReadOnlyList<string> Unused
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. rules
                        .Where((rule, index) => matches[index] < rule.Pattern.From)
                        .Select(rule => $"the fault {rule.Action} on {rule.Pattern.Path} {rule.Pattern.Body} hit nothing"),
                ];
            }
        }
    }

    /// <summary>Requests that nobody made again after the crash before them, in words: whether the crash after them does harm was not tried.</summary>
    public IReadOnlyList<string> NotRepeated
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. shapes
                        .Where(shape => shape.Value == 1)
                        .Select(shape => $"'{shape.Key}' was crashed before, and never made again to be crashed after"),
                ];
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
                if (rules[index].Action == FaultAction.CrashAround)
                {
                    found ??= Around(rules[index], entry);
                }
                else if (nth >= pattern.From && nth - pattern.From < pattern.Count)
                {
                    found ??= rules[index];
                }
            }
        }

        return found;
    }

    private FaultRule? Around(FaultRule rule, LedgerEntry entry)
    {
        var shape = RequestShape.Of(entry);
        var nth = shapes.GetValueOrDefault(shape) + 1;
        shapes[shape] = nth;
        return nth switch
        {
            1 => rule with { Action = FaultAction.CrashBefore },
            2 => rule with { Action = FaultAction.CrashAfter },
            _ => null,
        };
    }
}
