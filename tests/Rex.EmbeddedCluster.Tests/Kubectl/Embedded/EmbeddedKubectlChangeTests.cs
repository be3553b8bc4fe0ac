using Rex.Embedded.Tests.Conformance.Embedded;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Embedded;

public sealed class EmbeddedKubectlChangeTests(EmbeddedConformanceCluster cluster, KubectlHome home)
    : KubectlChangeConformance(cluster, home),
        IClassFixture<EmbeddedConformanceCluster>,
        IClassFixture<KubectlHome>;
