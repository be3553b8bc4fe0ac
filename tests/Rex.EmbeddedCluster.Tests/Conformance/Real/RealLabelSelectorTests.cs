using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Real;

public sealed class RealLabelSelectorTests(RealConformanceCluster cluster) : LabelSelectorConformance(cluster);
