using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedTypeTests(EmbeddedConformanceCluster cluster)
    : TypeConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
