using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedStatusTests(EmbeddedConformanceCluster cluster)
    : StatusConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
