using Rex.Embedded.Tests.Conformance.Embedded;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Embedded;

public sealed class EmbeddedKubectlCreateTests(EmbeddedConformanceCluster cluster, KubectlHome home)
    : KubectlCreateConformance(cluster, home),
        IClassFixture<EmbeddedConformanceCluster>,
        IClassFixture<KubectlHome>;
