using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedDiscoveryTests(EmbeddedConformanceCluster cluster)
    : DiscoveryConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
