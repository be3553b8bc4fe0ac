using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedWatchTests(EmbeddedConformanceCluster cluster)
    : WatchConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
