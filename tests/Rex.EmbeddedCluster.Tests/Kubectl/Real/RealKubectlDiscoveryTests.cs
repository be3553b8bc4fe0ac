using Rex.Embedded.Tests.Conformance.Real;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Real;

public sealed class RealKubectlDiscoveryTests(RealConformanceCluster cluster, KubectlHome home)
    : KubectlDiscoveryConformance(cluster, home),
        IClassFixture<KubectlHome>;
