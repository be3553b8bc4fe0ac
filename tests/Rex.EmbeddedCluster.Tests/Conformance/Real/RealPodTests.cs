using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Real;

public sealed class RealPodTests(RealConformanceCluster cluster) : PodConformance(cluster);
