using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedInitialEventsTests(EmbeddedConformanceCluster cluster)
    : InitialEventsConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
