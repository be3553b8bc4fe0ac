using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedTableTests(EmbeddedConformanceCluster cluster)
    : TableConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
