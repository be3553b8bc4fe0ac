using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.Embedded;
using Rex.Simulator.GitHub;
using Rex.Simulator.Modes;
using Rex.Simulator.Proofs;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>How scenarios are run.</summary>
/// <param name="Seed">Everything random comes from this.</param>
/// <param name="Speed">Simulated seconds in one second of wall time.</param>
/// <param name="DeliveriesFolder">Where recorded deliveries lie.</param>
/// <param name="DumpFolder">Where ledgers are written, for whoever wants to know exactly; null for nowhere.</param>
/// <param name="Broken">A rule that Rex is to break; null for none.</param>
/// <param name="Mode">How Rex runs.</param>
internal sealed record RunOptions(
    int Seed,
    double Speed,
    string DeliveriesFolder,
    string? DumpFolder = null,
    BrokenRule? Broken = null,
    RexMode Mode = RexMode.Library
)
{
    /// <summary>Where worlds get their clusters from.</summary>
    public IWorldClusters Clusters { get; init; } = new EmbeddedClusters();

    /// <summary>Starts the GitHub that Rex works with.</summary>
    public IWorldGitHubs GitHubs { get; init; } = new EmbeddedGitHubs();

    /// <summary>What happens besides while pushes come; nothing where null.</summary>
    public Func<World, CancellationToken, Task>? Disturb { get; init; }

    /// <summary>Settings of Rex beside those of the scenario.</summary>
    public IReadOnlyDictionary<string, string> MoreSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Why a scenario cannot be played with these; null where it can.</summary>
    public string? WhyNot(Scenario scenario) => Clusters.WhyNot(scenario) ?? GitHubs.WhyNot(scenario);
}
