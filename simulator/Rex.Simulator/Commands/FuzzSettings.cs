namespace Rex.Simulator.Commands;

/// <summary>What <c>rex-sim fuzz</c> was asked for.</summary>
internal sealed record FuzzSettings
{
    public int Seed { get; init; } = 1;

    /// <summary>The number of the first body.</summary>
    public long First { get; init; }

    /// <summary>How many bodies.</summary>
    public long Count { get; init; } = 100_000;

    /// <summary>How many threads share them.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Where bodies that fail go.</summary>
    public string Failures { get; init; } = Path.Combine("artifacts", "fuzz");
}
