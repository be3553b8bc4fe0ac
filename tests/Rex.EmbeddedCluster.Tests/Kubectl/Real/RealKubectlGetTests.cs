using Rex.Embedded.Tests.Conformance.Real;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Real;

public sealed class RealKubectlGetTests(RealConformanceCluster cluster, KubectlHome home)
    : KubectlGetConformance(cluster, home),
        IClassFixture<KubectlHome>;
