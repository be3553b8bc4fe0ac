using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedSchemaTests(EmbeddedConformanceCluster cluster)
    : SchemaConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
