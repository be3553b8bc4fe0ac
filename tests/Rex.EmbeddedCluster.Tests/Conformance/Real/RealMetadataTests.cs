using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Real;

public sealed class RealMetadataTests(RealConformanceCluster cluster) : MetadataConformance(cluster);
