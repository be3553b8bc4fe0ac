using Rex.ApiServers;
using Rex.Embedded.Tests.Conformance.Real;

namespace Rex.Embedded.Tests.Differential;

/// <summary>A real API server without controllers, which reads from etcd alone: its cache may be a moment behind.
/// It keeps no <c>managedFields</c>, like the embedded one, for which objects that nobody applies to have none.</summary>
public sealed class RealQuietCluster : RealConformanceCluster
{
    protected override ApiServerClusterOptions Options =>
        new()
        {
            WatchCache = false,
            Controllers = false,
            ApiServerFlags = ["--feature-gates=ServerSideApply=false"],
        };
}
