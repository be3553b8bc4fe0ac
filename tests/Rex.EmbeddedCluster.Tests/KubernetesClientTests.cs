using k8s;
using k8s.Models;

namespace Rex.Embedded.Tests;

public sealed class KubernetesClientTests
{
    [Fact]
    public async Task Client_CreatesPatchesAndDeletesPod_SeesEachState()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await EmbeddedCluster.StartAsync(cancellationToken: cancellation);
        using var client = new Kubernetes(new KubernetesClientConfiguration { Host = cluster.BaseAddress.ToString() });

        var made = await client.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta { GenerateName = "web-" },
                Spec = new V1PodSpec { Containers = [new V1Container { Name = "main", Image = "busybox" }] },
            },
            "default",
            cancellationToken: cancellation
        );
        made.Metadata.Name.ShouldStartWith("web-");
        made.Status.Phase.ShouldBe("Pending");

        var patch = new V1Patch("""{"metadata":{"labels":{"a":"b"}}}""", V1Patch.PatchType.MergePatch);
        await client.CoreV1.PatchNamespacedPodAsync(patch, made.Metadata.Name, "default", cancellationToken: cancellation);
        var list = await client.CoreV1.ListNamespacedPodAsync("default", labelSelector: "a=b", cancellationToken: cancellation);
        list.Items.ShouldHaveSingleItem();

        await client.CoreV1.DeleteNamespacedPodAsync(made.Metadata.Name, "default", cancellationToken: cancellation);
        list = await client.CoreV1.ListNamespacedPodAsync("default", cancellationToken: cancellation);
        list.Items.ShouldBeEmpty();
    }
}
