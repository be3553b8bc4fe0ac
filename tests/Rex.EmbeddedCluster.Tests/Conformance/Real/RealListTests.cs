using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Real;

public sealed class RealListTests(RealConformanceCluster cluster) : ListConformance(cluster);
