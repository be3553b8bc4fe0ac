using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedMetadataTests(EmbeddedConformanceCluster cluster)
    : MetadataConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
