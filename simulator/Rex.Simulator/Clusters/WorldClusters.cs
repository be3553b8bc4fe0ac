using Rex.Embedded;
using Rex.Simulator.Clocks;

namespace Rex.Simulator.Clusters;

/// <summary>Starts clusters.</summary>
internal static class WorldClusters
{
    /// <summary>Starts a cluster for one world.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="clock">The world's clock.</param>
    /// <param name="garbageCollection">How long garbage collection takes to notice a change; a real one takes what it takes.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<IWorldCluster> StartAsync(
        ClusterKind kind,
        SimulationClock clock,
        TimeSpan garbageCollection,
        CancellationToken cancellationToken
    )
    {
        if (kind == ClusterKind.ApiServer)
        {
            return await ApiServerWorldCluster.StartAsync(clock, cancellationToken);
        }

        var options = new EmbeddedClusterOptions { TimeProvider = clock, GcInterval = garbageCollection };
        return new EmbeddedWorldCluster(await EmbeddedCluster.StartAsync(options, cancellationToken));
    }
}
