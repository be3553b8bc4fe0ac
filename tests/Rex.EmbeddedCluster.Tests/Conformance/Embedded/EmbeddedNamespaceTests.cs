using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedNamespaceTests(EmbeddedConformanceCluster cluster)
    : NamespaceConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
