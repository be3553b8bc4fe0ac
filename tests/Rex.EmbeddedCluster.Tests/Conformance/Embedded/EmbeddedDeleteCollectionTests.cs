using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedDeleteCollectionTests(EmbeddedConformanceCluster cluster)
    : DeleteCollectionConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
