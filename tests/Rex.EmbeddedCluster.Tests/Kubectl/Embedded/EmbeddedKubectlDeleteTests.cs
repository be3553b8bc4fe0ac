using Rex.Embedded.Tests.Conformance.Embedded;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Embedded;

public sealed class EmbeddedKubectlDeleteTests(EmbeddedConformanceCluster cluster, KubectlHome home)
    : KubectlDeleteConformance(cluster, home),
        IClassFixture<EmbeddedConformanceCluster>,
        IClassFixture<KubectlHome>;
