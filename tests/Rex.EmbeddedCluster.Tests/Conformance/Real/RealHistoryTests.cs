using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Real;

public sealed class RealHistoryTests(RealForgetfulCluster cluster) : HistoryConformance(cluster), IClassFixture<RealForgetfulCluster>;
