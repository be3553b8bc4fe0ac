using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.ApiServer;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Clusters.Troubles;

/// <summary>A real API server on which something goes wrong.</summary>
internal sealed class TroubledCluster(ApiServerWorldCluster inner, ClusterTrouble trouble, SimulationClock clock) : IWorldCluster
{
    public Uri BaseAddress => inner.BaseAddress;

    public string Namespace => inner.Namespace;

    public string Node => inner.Node;

    public HttpMessageHandler CreateHandler() => new TroubleHandler(inner, trouble, clock);

    public Task PrepareAsync(KubeApi api, CancellationToken cancellationToken) => inner.PrepareAsync(api, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
