using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedCreationTests(EmbeddedConformanceCluster cluster)
    : CreationConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
