using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedPatchTests(EmbeddedConformanceCluster cluster)
    : PatchConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
