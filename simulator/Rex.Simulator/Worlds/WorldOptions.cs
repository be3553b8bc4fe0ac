using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.Embedded;
using Rex.Simulator.GitHub;

namespace Rex.Simulator.Worlds;

/// <summary>How a world is run.</summary>
/// <param name="Seed">Everything random in it comes from this.</param>
/// <param name="Speed">Simulated seconds in one second of wall time.</param>
internal sealed record WorldOptions(int Seed, double Speed = 50)
{
    /// <summary>Whether its clock is the machine's, for processes that know no other; <see cref="Speed"/> does not count then.</summary>
    public bool FollowsTheWall { get; init; }

    /// <summary>Where it gets its cluster from.</summary>
    public IWorldClusters Clusters { get; init; } = new EmbeddedClusters();

    /// <summary>Starts the GitHub that it has.</summary>
    public IWorldGitHubs GitHubs { get; init; } = new EmbeddedGitHubs();
}
