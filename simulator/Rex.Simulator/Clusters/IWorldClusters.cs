using Rex.Simulator.Clocks;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Clusters;

/// <summary>Where worlds get their clusters from. What they share, if anything, goes with this object.</summary>
internal interface IWorldClusters : IAsyncDisposable
{
    /// <summary>Why a scenario cannot be played on them; null where it can.</summary>
    string? WhyNot(Scenario scenario) => null;

    /// <summary>Gives one world its cluster, or its place on one.</summary>
    /// <param name="clock">The world's clock.</param>
    /// <param name="garbageCollection">How long garbage collection takes to notice a change; a real one takes what it takes.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task<IWorldCluster> StartAsync(SimulationClock clock, TimeSpan garbageCollection, CancellationToken cancellationToken);
}
