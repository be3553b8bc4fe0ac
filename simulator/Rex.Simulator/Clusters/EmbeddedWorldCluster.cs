using Rex.Embedded;

namespace Rex.Simulator.Clusters;

/// <summary>The embedded cluster, which runs on the world's clock.</summary>
internal sealed class EmbeddedWorldCluster(EmbeddedCluster cluster) : IWorldCluster
{
    public Uri BaseAddress => cluster.BaseAddress;

    public HttpMessageHandler CreateHandler() =>
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };

    public Task DefinedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
