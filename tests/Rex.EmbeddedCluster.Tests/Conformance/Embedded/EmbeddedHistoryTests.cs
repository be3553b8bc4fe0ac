using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedHistoryTests(EmbeddedConformanceCluster cluster)
    : HistoryConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
