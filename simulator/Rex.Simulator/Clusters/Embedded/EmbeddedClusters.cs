using Rex.Embedded;
using Rex.Simulator.Clocks;

namespace Rex.Simulator.Clusters.Embedded;

/// <summary>An embedded cluster for each world.</summary>
internal sealed class EmbeddedClusters : IWorldClusters
{
    public async Task<IWorldCluster> StartAsync(SimulationClock clock, TimeSpan garbageCollection, CancellationToken cancellationToken)
    {
        var options = new EmbeddedClusterOptions { TimeProvider = clock, GcInterval = garbageCollection };
        return new EmbeddedWorldCluster(await EmbeddedCluster.StartAsync(options, cancellationToken));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
