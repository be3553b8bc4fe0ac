using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedVersionTests(EmbeddedConformanceCluster cluster)
    : VersionConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
