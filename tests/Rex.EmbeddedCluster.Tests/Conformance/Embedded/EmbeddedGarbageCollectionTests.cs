using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedGarbageCollectionTests(EmbeddedConformanceCluster cluster)
    : GarbageCollectionConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
