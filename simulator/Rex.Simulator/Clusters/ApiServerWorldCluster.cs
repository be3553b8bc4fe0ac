using Rex.ApiServers;
using Rex.Simulator.Clocks;

namespace Rex.Simulator.Clusters;

/// <summary>
/// A real API server. It runs on the machine's clock; what it says of its own about times is translated into the world's
/// (<see cref="SimulatedTimes"/>). Everybody is let in as the same user: who asks is for the ledger to know.
/// </summary>
internal sealed class ApiServerWorldCluster : IWorldCluster
{
    private readonly ApiServerCluster cluster;
    private readonly SimulatedTimes times;

    private ApiServerWorldCluster(ApiServerCluster cluster, SimulationClock clock)
    {
        this.cluster = cluster;
        times = new SimulatedTimes(clock);
    }

    public Uri BaseAddress => cluster.BaseAddress;

    public static async Task<ApiServerWorldCluster> StartAsync(SimulationClock clock, CancellationToken cancellationToken)
    {
        // Who owns which field interests nobody here, and to work it out takes 1.20 half a minute for a large workflow.
        var options = new ApiServerClusterOptions { Controllers = false, ApiServerFlags = ["--feature-gates=ServerSideApply=false"] };
        return new ApiServerWorldCluster(await ApiServerCluster.StartAsync(options, cancellationToken), clock);
    }

    public HttpMessageHandler CreateHandler()
    {
        var handler = cluster.CreateHandler();
        handler.AllowAutoRedirect = false;
        handler.MaxConnectionsPerServer = int.MaxValue;
        return new SimulatedTimeHandler(handler, times, cluster.Token);
    }

    public async Task DefinedAsync(CancellationToken cancellationToken)
    {
        if (!await cluster.StartControllersAsync(cancellationToken))
        {
            throw new ApiServerException(
                "Scenarios need kube-controller-manager beside kube-apiserver and etcd: without it nothing collects garbage."
            );
        }
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
