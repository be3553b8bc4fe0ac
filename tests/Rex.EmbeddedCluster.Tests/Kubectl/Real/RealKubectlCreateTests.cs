using Rex.Embedded.Tests.Conformance.Real;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Real;

public sealed class RealKubectlCreateTests(RealConformanceCluster cluster, KubectlHome home)
    : KubectlCreateConformance(cluster, home),
        IClassFixture<KubectlHome>;
