using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedPodTests(EmbeddedConformanceCluster cluster)
    : PodConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
