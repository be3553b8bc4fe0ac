using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedDeletionTests(EmbeddedConformanceCluster cluster)
    : DeletionConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
