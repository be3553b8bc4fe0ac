using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedEventTests(EmbeddedConformanceCluster cluster)
    : EventConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
