using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedOpenApiTests(EmbeddedConformanceCluster cluster)
    : OpenApiConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
