using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedLabelSelectorTests(EmbeddedConformanceCluster cluster)
    : LabelSelectorConformance(cluster),
        IClassFixture<EmbeddedConformanceCluster>;
