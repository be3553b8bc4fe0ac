using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedUpdateTests(EmbeddedConformanceCluster cluster)
    : UpdateConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
