using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Real;

public sealed class RealWatchTests(RealConformanceCluster cluster) : WatchConformance(cluster);
