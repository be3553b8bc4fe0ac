using Rex.Embedded;
using Rex.Simulator.Permissions;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Proxies;

namespace Rex.Simulator.Clusters.Embedded;

/// <summary>The embedded cluster, which runs on the world's clock.</summary>
internal sealed class EmbeddedWorldCluster(EmbeddedCluster cluster, ShippedRoles? roles) : IWorldCluster
{
    public Uri BaseAddress => cluster.BaseAddress;

    public string Namespace => OwnCluster.Namespace;

    public string Node => OwnCluster.Node;

    public HttpMessageHandler CreateHandler() => LoopbackProxy.NewHandler();

    public async Task PrepareAsync(KubeApi api, CancellationToken cancellationToken)
    {
        await OwnCluster.PrepareAsync(api, cancellationToken);
        if (roles is not null)
        {
            await roles.InstallAsync(api, Namespace, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
