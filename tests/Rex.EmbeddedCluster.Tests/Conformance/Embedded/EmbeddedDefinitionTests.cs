using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedDefinitionTests(EmbeddedConformanceCluster cluster)
    : DefinitionConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
