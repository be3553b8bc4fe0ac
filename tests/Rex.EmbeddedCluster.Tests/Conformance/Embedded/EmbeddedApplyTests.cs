using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedApplyTests(EmbeddedConformanceCluster cluster)
    : ApplyConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
