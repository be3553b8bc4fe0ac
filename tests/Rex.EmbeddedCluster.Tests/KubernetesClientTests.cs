using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests;

/// <summary>The .NET client, as applications use it.</summary>
public sealed class KubernetesClientTests : IAsyncLifetime
{
    private EmbeddedCluster _cluster = null!;
    private Kubernetes _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        using var kubeconfig = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(_cluster.KubeconfigYaml()));
        _client = new Kubernetes(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(kubeconfig));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Pods_CreatePatchListDelete_GoThrough()
    {
        var made = await MakePodAsync();
        made.Metadata.Name.ShouldStartWith("web-");
        made.Status.Phase.ShouldBe("Pending");

        var patch = new V1Patch("""{"metadata":{"labels":{"a":"b"}}}""", V1Patch.PatchType.MergePatch);
        await _client.CoreV1.PatchNamespacedPodAsync(patch, made.Metadata.Name, "default", cancellationToken: Cancellation);
        var list = await _client.CoreV1.ListNamespacedPodAsync("default", labelSelector: "a=b", cancellationToken: Cancellation);
        list.Items.ShouldHaveSingleItem().Metadata.Uid.ShouldBe(made.Metadata.Uid);

        await _client.CoreV1.DeleteNamespacedPodAsync(made.Metadata.Name, "default", cancellationToken: Cancellation);
        (await _client.CoreV1.ListNamespacedPodAsync("default", cancellationToken: Cancellation)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_WithForeignUid_ThrowsConflict()
    {
        var made = await MakePodAsync();
        var options = new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = "7a1d8b5e-0000-4000-8000-000000000000" } };
        var fault = await Should.ThrowAsync<HttpOperationException>(() =>
            _client.CoreV1.DeleteNamespacedPodAsync(made.Metadata.Name, "default", options, cancellationToken: Cancellation)
        );
        fault.Response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        options.Preconditions.Uid = made.Metadata.Uid;
        await _client.CoreV1.DeleteNamespacedPodAsync(made.Metadata.Name, "default", options, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Replace_WithOldVersion_ThrowsConflict()
    {
        var map = new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "a" } };
        var made = await _client.CoreV1.CreateNamespacedConfigMapAsync(map, "default", cancellationToken: Cancellation);
        made.Data = new Dictionary<string, string> { ["x"] = "1" };
        await _client.CoreV1.ReplaceNamespacedConfigMapAsync(made, "a", "default", cancellationToken: Cancellation);
        made.Data["x"] = "2";
        var fault = await Should.ThrowAsync<HttpOperationException>(() =>
            _client.CoreV1.ReplaceNamespacedConfigMapAsync(made, "a", "default", cancellationToken: Cancellation)
        );
        fault.Response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        fault.Response.Content.ShouldContain("the object has been modified");
    }

    [Fact]
    public async Task Watch_Pods_YieldsEvents()
    {
        var from = (await _client.CoreV1.ListNamespacedPodAsync("default", cancellationToken: Cancellation)).Metadata.ResourceVersion;
        var made = await MakePodAsync();
        await _client.CoreV1.DeleteNamespacedPodAsync(made.Metadata.Name, "default", cancellationToken: Cancellation);
        var seen = new List<WatchEventType>();
        await foreach (
            var (type, pod) in _client.CoreV1.WatchListNamespacedPodAsync("default", resourceVersion: from, cancellationToken: Cancellation)
        )
        {
            pod.Metadata.Uid.ShouldBe(made.Metadata.Uid);
            seen.Add(type);
            if (type == WatchEventType.Deleted)
            {
                break;
            }
        }

        seen.ShouldBe([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted]);
    }

    [Fact]
    public async Task CustomObjects_CreatePatchAndList_GoThrough()
    {
        using var http = new HttpClient { BaseAddress = _cluster.BaseAddress };
        var api = new ApiClient(http, Cancellation);
        (await api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", ConformanceResources.Widgets)).ShouldBe(201);
        using var widgets = new GenericClient(_client, "conformance.example.com", "v1", "widgets", disposeClient: false);
        var body = new Widget
        {
            Metadata = new V1ObjectMeta { Name = "one" },
            Spec = new WidgetSpec { Size = 3 },
        };
        var made = await widgets.CreateNamespacedAsync(body, "default", cancel: Cancellation);
        made.Spec.Color.ShouldBe("red");

        var patch = new V1Patch("""{"spec":{"size":4}}""", V1Patch.PatchType.MergePatch);
        (await widgets.PatchNamespacedAsync<Widget>(patch, "default", "one", cancel: Cancellation)).Spec.Size.ShouldBe(4);
        var list = await widgets.ListNamespacedAsync<V1CustomList<Widget>>("default", cancel: Cancellation);
        list.Items.ShouldHaveSingleItem().Metadata.Generation.ShouldBe(2);
    }

    [Fact]
    public async Task Jobs_DeletedInForeground_TakeTheirPodsAlong()
    {
        var template = new V1PodTemplateSpec
        {
            Spec = new V1PodSpec { RestartPolicy = "Never", Containers = [new V1Container { Name = "a", Image = "b" }] },
        };
        var job = await _client.BatchV1.CreateNamespacedJobAsync(
            new V1Job
            {
                Metadata = new V1ObjectMeta { Name = "j" },
                Spec = new V1JobSpec { Template = template },
            },
            "default",
            cancellationToken: Cancellation
        );
        await MakePodAsync(
            new V1OwnerReference
            {
                ApiVersion = "batch/v1",
                Kind = "Job",
                Name = "j",
                Uid = job.Metadata.Uid,
                BlockOwnerDeletion = true,
            }
        );
        await _client.BatchV1.DeleteNamespacedJobAsync("j", "default", propagationPolicy: "Foreground", cancellationToken: Cancellation);
        using var http = new HttpClient { BaseAddress = _cluster.BaseAddress };
        await new ApiClient(http, Cancellation).WaitUntilGoneAsync("/apis/batch/v1/namespaces/default/jobs", "j");
        (await _client.CoreV1.ListNamespacedPodAsync("default", cancellationToken: Cancellation)).Items.ShouldBeEmpty();
    }

    private Task<V1Pod> MakePodAsync(params V1OwnerReference[] owners) =>
        _client.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta { GenerateName = "web-", OwnerReferences = owners },
                Spec = new V1PodSpec { Containers = [new V1Container { Name = "main", Image = "busybox" }] },
            },
            "default",
            cancellationToken: Cancellation
        );
}
