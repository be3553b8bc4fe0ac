using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.ApiServer;

namespace Rex.Simulator.Tests.Clusters.Troubles;

/// <summary>Real API servers on which something goes wrong.</summary>
internal sealed class TroubledClusters(ApiServerClusters inner, ClusterTrouble trouble) : IWorldClusters
{
    public ClusterTrouble Trouble => trouble;

    public async Task<IWorldCluster> StartAsync(SimulationClock clock, TimeSpan garbageCollection, CancellationToken cancellationToken)
    {
        var cluster = (ApiServerWorldCluster)await inner.StartAsync(clock, garbageCollection, cancellationToken);
        return new TroubledCluster(cluster, trouble, clock);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
