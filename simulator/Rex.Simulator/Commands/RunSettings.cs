using Rex.Simulator.Clusters;
using Rex.Simulator.GitHub;
using Rex.Simulator.Modes;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Commands;

/// <summary>What <c>rex-sim run</c> was asked for.</summary>
internal sealed record RunSettings
{
    public int Seed { get; init; } = 1;

    public double Speed { get; init; } = 50;

    /// <summary>Which cluster scenarios run on.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>Which GitHub they work with.</summary>
    public GitHubKind GitHub { get; init; }

    /// <summary>How Rex runs.</summary>
    public RexMode Mode { get; init; }

    /// <summary>The same for a run, with the clusters and the GitHubs that it starts.</summary>
    public RunOptions OptionsWith(IWorldClusters clusters, IWorldGitHubs gitHubs) =>
        new(Seed, Speed, SimulatorFiles.Deliveries, Dump, Mode: Mode) { Clusters = clusters, GitHubs = gitHubs };

    /// <summary>Where the JSON report goes; null for nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>Where ledgers go; null for nowhere.</summary>
    public string? Dump { get; init; }

    /// <summary>How many scenarios are played at once.</summary>
    public int Parallel { get; init; } = 1;
}
