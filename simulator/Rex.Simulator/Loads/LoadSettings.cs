using Rex.Simulator.Clusters;

namespace Rex.Simulator.Loads;

/// <summary>What <c>rex-sim load</c> was asked for.</summary>
internal sealed record LoadSettings
{
    /// <summary>After which part of the time the API server goes away.</summary>
    public const double ClusterGoesAwayAt = 0.3;

    public int Seed { get; init; } = 1;

    /// <summary>Which cluster everything is on.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>How many tasks are pushed to.</summary>
    public int Tasks { get; init; } = 100;

    /// <summary>How many pushes there are, to all tasks in turn.</summary>
    public int Pushes { get; init; } = 1000;

    /// <summary>Over which time they come.</summary>
    public TimeSpan Over { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a replica is killed, each time at another of its writes.</summary>
    public int Kills { get; init; } = 50;

    /// <summary>How long the replica that works is made to stand still, which is longer than its Lease.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long Rex cannot reach the API server; not at all where zero.</summary>
    public TimeSpan ClusterAway { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long Rex cannot reach GitHub; not at all where zero.</summary>
    public TimeSpan GitHubAway { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Where the JSON report goes; null for nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>Where the record of every request goes; null for nowhere.</summary>
    public string? Dump { get; init; }
}
