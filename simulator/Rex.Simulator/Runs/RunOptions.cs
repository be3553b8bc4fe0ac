using Rex.Simulator.Clusters;
using Rex.Simulator.GitHub;
using Rex.Simulator.Modes;
using Rex.Simulator.Proofs;

namespace Rex.Simulator.Runs;

/// <summary>How scenarios are run.</summary>
/// <param name="Seed">Everything random comes from this.</param>
/// <param name="Speed">Simulated seconds in one second of wall time.</param>
/// <param name="DeliveriesFolder">Where recorded deliveries lie.</param>
/// <param name="DumpFolder">Where ledgers are written, for whoever wants to know exactly; null for nowhere.</param>
/// <param name="Broken">A rule that Rex is to break; null for none.</param>
/// <param name="Cluster">Which cluster it runs on.</param>
/// <param name="Mode">How Rex runs.</param>
internal sealed record RunOptions(
    int Seed,
    double Speed,
    string DeliveriesFolder,
    string? DumpFolder = null,
    BrokenRule? Broken = null,
    ClusterKind Cluster = ClusterKind.Embedded,
    RexMode Mode = RexMode.Library
)
{
    /// <summary>Starts the GitHub that Rex works with.</summary>
    public IWorldGitHubs GitHubs { get; init; } = new EmbeddedGitHubs();
}
