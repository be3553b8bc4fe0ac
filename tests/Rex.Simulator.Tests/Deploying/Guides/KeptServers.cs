using Rex.ApiServers;
using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.ApiServer;

namespace Rex.Simulator.Tests.Deploying.Guides;

/// <summary>Real API servers whose address is known to more than the world: to <c>kubectl</c>, and to a process of its own.</summary>
internal sealed class KeptServers : IWorldClusters
{
    private readonly ApiServerClusters inner = new();

    /// <summary>The latest one.</summary>
    public ApiServerCluster Server { get; private set; } = null!;

    public async Task<IWorldCluster> StartAsync(SimulationClock clock, TimeSpan garbageCollection, CancellationToken cancellationToken)
    {
        var cluster = (ApiServerWorldCluster)await inner.StartAsync(clock, garbageCollection, cancellationToken);
        Server = cluster.Server;
        return cluster;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
