using Rex.Embedded.Tests.Conformance.Real;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Real;

public sealed class RealKubectlDeleteTests(RealConformanceCluster cluster, KubectlHome home)
    : KubectlDeleteConformance(cluster, home),
        IClassFixture<KubectlHome>;
