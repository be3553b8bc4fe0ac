using Rex.ApiServers;
using Rex.Simulator.Clocks;

namespace Rex.Simulator.Clusters.ApiServer;

/// <summary>A real API server for each world.</summary>
internal sealed class ApiServerClusters : IWorldClusters
{
    /// <exception cref="ApiServerException">A program is missing, or does not start.</exception>
    public async Task<IWorldCluster> StartAsync(SimulationClock clock, TimeSpan garbageCollection, CancellationToken cancellationToken)
    {
        // Who owns which field interests nobody here, and to work it out takes 1.20 half a minute for a large workflow.
        var options = new ApiServerClusterOptions { Controllers = false, ApiServerFlags = ["--feature-gates=ServerSideApply=false"] };
        return new ApiServerWorldCluster(await ApiServerCluster.StartAsync(options, cancellationToken), clock, garbageCollection);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
