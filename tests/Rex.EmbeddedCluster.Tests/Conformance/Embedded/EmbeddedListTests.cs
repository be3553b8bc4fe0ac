using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedListTests(EmbeddedConformanceCluster cluster)
    : ListConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
