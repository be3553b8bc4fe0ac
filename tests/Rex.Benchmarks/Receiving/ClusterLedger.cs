using k8s;
using k8s.Models;
using Rex.Adapters.Remediations;
using Rex.Embedded;

namespace Rex.Benchmarks.Receiving;

/// <summary>An embedded cluster whose Lease somebody else has: Rex writes its ledger there, over HTTP, and works on nothing.</summary>
internal static class ClusterLedger
{
    private const string Namespace = "agent-platform";

    public static async Task<EmbeddedCluster> StartAsync()
    {
        var cluster = await EmbeddedCluster.StartAsync();
        using var client = new Kubernetes(new KubernetesClientConfiguration { Host = cluster.BaseAddress.AbsoluteUri });
        await client.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = Namespace } });
        await client.CreateCustomResourceDefinitionAsync(
            KubernetesYaml.Deserialize<V1CustomResourceDefinition>(RemediationDefinition.Yaml)
        );
        await client.CreateNamespacedLeaseAsync(
            new V1Lease
            {
                Metadata = new V1ObjectMeta { Name = "rex" },
                Spec = new V1LeaseSpec
                {
                    HolderIdentity = "somebody-else",
                    LeaseDurationSeconds = 24 * 3600,
                    AcquireTime = DateTime.UtcNow,
                    RenewTime = DateTime.UtcNow,
                    LeaseTransitions = 0,
                },
            },
            Namespace
        );
        return cluster;
    }
}
