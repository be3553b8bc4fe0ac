using Rex.Embedded.Tests.Conformance.Embedded;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Embedded;

public sealed class EmbeddedKubectlApplyTests(EmbeddedConformanceCluster cluster, KubectlHome home)
    : KubectlApplyConformance(cluster, home),
        IClassFixture<EmbeddedConformanceCluster>,
        IClassFixture<KubectlHome>;
