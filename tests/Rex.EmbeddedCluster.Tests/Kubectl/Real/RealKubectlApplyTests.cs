using Rex.Embedded.Tests.Conformance.Real;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Real;

public sealed class RealKubectlApplyTests(RealConformanceCluster cluster, KubectlHome home)
    : KubectlApplyConformance(cluster, home),
        IClassFixture<KubectlHome>;
