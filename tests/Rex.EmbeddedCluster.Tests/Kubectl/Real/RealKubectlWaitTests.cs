using Rex.Embedded.Tests.Conformance.Real;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Real;

public sealed class RealKubectlWaitTests(RealConformanceCluster cluster, KubectlHome home)
    : KubectlWaitConformance(cluster, home),
        IClassFixture<KubectlHome>;
