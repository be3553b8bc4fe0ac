using Rex.Embedded.Tests.Conformance.Embedded;
using Rex.Embedded.Tests.Kubectl.Suites;

namespace Rex.Embedded.Tests.Kubectl.Embedded;

public sealed class EmbeddedKubectlDescribeTests(EmbeddedConformanceCluster cluster, KubectlHome home)
    : KubectlDescribeConformance(cluster, home),
        IClassFixture<EmbeddedConformanceCluster>,
        IClassFixture<KubectlHome>;
