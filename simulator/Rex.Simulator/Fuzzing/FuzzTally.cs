namespace Rex.Simulator.Fuzzing;

/// <summary>What came of many bodies. Tallies of parts add up to the tally of the whole, in any order.</summary>
internal sealed class FuzzTally
{
    private readonly SortedDictionary<string, long> decisions = new(StringComparer.Ordinal);

    public long Bodies { get; private set; }

    public long Failures { get; private set; }

    /// <summary>Bodies that were accepted though their original is not: mended by a mutation, and a push to the reference as well.</summary>
    public long Mended { get; private set; }

    /// <summary>How many bodies got which decision.</summary>
    public IReadOnlyDictionary<string, long> Decisions => decisions;

    /// <summary>The most that a body allocated.</summary>
    public AllocationRecord Worst { get; private set; }

    /// <summary>How long the decisions took.</summary>
    public TimeDistribution Times { get; } = new();

    public void Add(FuzzedBody body, BodyVerdict? verdict, bool isMended, long allocated, TimeSpan time)
    {
        Bodies++;
        Mended += isMended ? 1 : 0;
        Times.Add(time);
        var decision = verdict?.Decision ?? "Threw";
        decisions[decision] = decisions.GetValueOrDefault(decision) + 1;
        Worst = Worst.Or(new AllocationRecord(allocated, body.Number));
    }

    public void AddFailure() => Failures++;

    public void Add(FuzzTally other)
    {
        Bodies += other.Bodies;
        Failures += other.Failures;
        Mended += other.Mended;
        Times.Add(other.Times);
        Worst = Worst.Or(other.Worst);
        foreach (var (decision, count) in other.decisions)
        {
            decisions[decision] = decisions.GetValueOrDefault(decision) + count;
        }
    }
}
