using Rex.ApiServers;

namespace Rex.Embedded.Tests.Conformance.Real;

/// <summary>A real API server that reads from etcd alone and can be made to forget. Nobody else shares it.</summary>
public sealed class RealForgetfulCluster : RealConformanceCluster
{
    protected override ApiServerClusterOptions Options => new() { WatchCache = false, Controllers = false };

    public override async ValueTask CompactAsync(CancellationToken cancellationToken) => await Server!.CompactAsync(cancellationToken);
}
