using Rex.Embedded.Tests.Conformance.Real;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Real;

public sealed class RealKubectlDescribeTests(RealConformanceCluster cluster, KubectlHome home)
    : KubectlDescribeConformance(cluster, home),
        IClassFixture<KubectlHome>;
