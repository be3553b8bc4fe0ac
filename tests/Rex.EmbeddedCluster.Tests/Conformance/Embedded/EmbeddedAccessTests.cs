using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Embedded;

public sealed class EmbeddedAccessTests(EmbeddedRoleCluster cluster) : AccessConformance(cluster), IClassFixture<EmbeddedRoleCluster>
{
    protected override HttpClient HttpAs(string @namespace, string account) => cluster.HttpWith($"{@namespace}:{account}");

    protected override HttpClient HttpAsNobody() => cluster.HttpWith("nobody");
}
