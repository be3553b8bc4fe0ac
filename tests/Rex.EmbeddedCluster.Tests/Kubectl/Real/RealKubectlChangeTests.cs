using Rex.Embedded.Tests.Conformance.Real;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Real;

public sealed class RealKubectlChangeTests(RealConformanceCluster cluster, KubectlHome home)
    : KubectlChangeConformance(cluster, home),
        IClassFixture<KubectlHome>;
