using Rex.Embedded.Tests.Conformance.Embedded;

namespace Rex.Embedded.Tests.Differential;

/// <summary>An embedded cluster whose controllers never come to act: when they would, is not the same on two servers.</summary>
public sealed class EmbeddedQuietCluster : EmbeddedConformanceCluster
{
    protected override EmbeddedClusterOptions Options => new() { GcInterval = TimeSpan.FromDays(1), HistoryLimit = 100_000 };
}
