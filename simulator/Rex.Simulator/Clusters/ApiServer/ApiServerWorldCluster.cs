using System.Net.Http.Headers;
using Rex.ApiServers;
using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters.Times;
using Rex.Simulator.Permissions;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Clusters.ApiServer;

/// <summary>
/// A real API server. It runs on the machine's clock; what it says of its own about times is translated into the world's
/// (<see cref="SimulatedTimes"/>). Rex is let in as its service account, with the shipped Roles; who else asks is for the ledger to know.
/// </summary>
internal sealed class ApiServerWorldCluster(ApiServerCluster cluster, SimulationClock clock, TimeSpan garbageCollection) : IWorldCluster
{
    private readonly SimulatedTimes times = new(clock);
    private readonly ServiceAccountTokens tokens = new(cluster);

    public Uri BaseAddress => cluster.BaseAddress;

    /// <summary>The server itself.</summary>
    public ApiServerCluster Server => cluster;

    public string Namespace => OwnCluster.Namespace;

    public string Node => OwnCluster.Node;

    public HttpMessageHandler CreateHandler()
    {
        var handler = cluster.CreateHandler();
        handler.AllowAutoRedirect = false;
        handler.MaxConnectionsPerServer = int.MaxValue;
        HttpMessageHandler entrance = new LetInHandler(handler, LetInAsync);
        return new SimulatedTimeHandler(
            garbageCollection > TimeSpan.Zero ? new SlowedCollection(entrance, cluster, garbageCollection, clock) : entrance,
            times
        );
    }

    public async Task PrepareAsync(KubeApi api, CancellationToken cancellationToken)
    {
        await OwnCluster.PrepareAsync(api, cancellationToken);
        await new ShippedRoles().InstallAsync(api, Namespace, cancellationToken);
        // Not before the definitions: they would take half a minute to notice.
        if (!await cluster.StartControllersAsync(cancellationToken))
        {
            throw new ApiServerException(
                "Scenarios need kube-controller-manager beside kube-apiserver and etcd: without it nothing collects garbage."
            );
        }
    }

    public ValueTask DisposeAsync()
    {
        tokens.Dispose();
        return cluster.DisposeAsync();
    }

    private async Task LetInAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.OfAsync(request.Headers.Authorization?.Parameter ?? "");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }
}
