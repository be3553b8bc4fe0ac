using System.Text.Json.Nodes;
using Rex.Adapters.Tests.Contracts;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Tests.Workflows;

public sealed class KubernetesMainWorkflowsTests : MainWorkflowsContract, IAsyncLifetime
{
    private const string WorkflowLabel = "workflows.argoproj.io/workflow";

    private TestPlatform _platform = null!;

    protected override IMainWorkflows Workflows => _platform.Port<IMainWorkflows>();

    protected override DateTimeOffset ServerTime => _platform.ClusterTime.GetUtcNow();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.StartAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task ReleasePodAsync_PodChangesInBetween_TriesAgain()
    {
        await AddPodAsync("pod-1", "play-1", null, null, "workflows.argoproj.io/status", "one/other");
        var pod = await PodAsync("play-1");
        var changes = 0;
        _platform.Faults.Intercept = async (request, _) =>
        {
            if (request.Method == HttpMethod.Patch && changes++ < 2)
            {
                await _platform.Cluster.MergePatchAsync(
                    ClusterClient.Pods,
                    "pod-1",
                    Finalizers("workflows.argoproj.io/status", $"one/{changes}")
                );
            }

            return null;
        };

        await Workflows.ReleasePodAsync(pod, Cancel);

        (await FinalizersOfPodAsync("pod-1")).ShouldBe(["one/2"]);
    }

    [Fact]
    public async Task ReleasePodAsync_PodKeepsChanging_IsAConflict()
    {
        await AddPodAsync("pod-1", "play-1", null, null, "workflows.argoproj.io/status");
        var pod = await PodAsync("play-1");
        var changes = 0;
        _platform.Faults.Intercept = async (request, _) =>
        {
            if (request.Method == HttpMethod.Patch)
            {
                await _platform.Cluster.MergePatchAsync(
                    ClusterClient.Pods,
                    "pod-1",
                    Finalizers("workflows.argoproj.io/status", $"one/{++changes}")
                );
            }

            return null;
        };

        (await Should.ThrowAsync<PlatformException>(Workflows.ReleasePodAsync(pod, Cancel))).Reason.ShouldBe(ReasonCode.Conflict);
    }

    [Fact]
    public async Task PatchAsync_AnyPatch_IsSentAsAMergePatch()
    {
        await AddWorkflowAsync("play-1");
        string? contentType = null;
        _platform.Faults.Intercept = (request, _) =>
        {
            contentType = request.Content?.Headers.ContentType?.ToString() ?? contentType;
            return Task.FromResult<HttpResponseMessage?>(null);
        };

        await Workflows.PatchAsync("play-1", [], Cancel);

        contentType.ShouldBe("application/merge-patch+json");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task GetAsync_NameThatWouldVanishFromThePath_IsRefused(string name) =>
        await Should.ThrowAsync<ArgumentException>(Workflows.GetAsync(name, Cancel));

    [Fact]
    public async Task GetAsync_NameWithASlash_StaysOneSegment()
    {
        (await Workflows.GetAsync("a/../../pods", Cancel)).ShouldBeNull();

        _platform.Faults.Requests[^1].ShouldEndWith("/workflows/a%2F..%2F..%2Fpods");
    }

    protected override Task AddWorkflowAsync(string name, JsonObject? labels = null, JsonObject? spec = null, JsonObject? status = null) =>
        _platform.Cluster.CreateAsync(
            ClusterClient.Workflows,
            new JsonObject
            {
                ["apiVersion"] = "argoproj.io/v1alpha1",
                ["kind"] = "Workflow",
                ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels ?? [] },
                ["spec"] = spec ?? [],
                ["status"] = status ?? [],
            }
        );

    protected override Task ChangeWorkflowAsync(string name, JsonObject mergePatch) =>
        _platform.Cluster.MergePatchAsync(ClusterClient.Workflows, name, mergePatch);

    protected override Task RemoveWorkflowAsync(string name) => _platform.Cluster.DeleteAsync(ClusterClient.Workflows, name);

    protected override async Task AddPodAsync(
        string name,
        string workflow,
        string? nodeId = null,
        JsonObject? status = null,
        params string[] finalizers
    )
    {
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject { [WorkflowLabel] = workflow },
            ["finalizers"] = new JsonArray([.. finalizers.Select(one => (JsonNode?)one)]),
        };
        if (nodeId is not null)
        {
            metadata["annotations"] = new JsonObject { ["workflows.argoproj.io/node-id"] = nodeId };
        }

        var containers = new JsonArray(Container("main"), Container("wait"));
        await _platform.Cluster.CreateAsync(
            ClusterClient.Pods,
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Pod",
                ["metadata"] = metadata,
                ["spec"] = new JsonObject { ["containers"] = containers },
            }
        );
        if (status is not null)
        {
            await _platform.Cluster.MergePatchAsync(ClusterClient.Pods, $"{name}/status", new JsonObject { ["status"] = status });
        }
    }

    private static JsonObject Container(string name) => new() { ["name"] = name, ["image"] = "registry.example/executor" };

    protected override async Task<IReadOnlyList<string>?> FinalizersOfPodAsync(string name) =>
        await _platform.Cluster.GetAsync(ClusterClient.Pods, name) is { } pod
            ? pod.GetProperty("metadata").TryGetProperty("finalizers", out var finalizers)
                ? [.. finalizers.EnumerateArray().Select(one => one.GetString()!)]
                : []
            : null;

    protected override Task AddTaskResultAsync(string name, string workflow) =>
        _platform.Cluster.CreateAsync(
            ClusterClient.TaskResults,
            new JsonObject
            {
                ["apiVersion"] = "argoproj.io/v1alpha1",
                ["kind"] = "WorkflowTaskResult",
                ["metadata"] = new JsonObject
                {
                    ["name"] = name,
                    ["labels"] = new JsonObject { [WorkflowLabel] = workflow },
                },
            }
        );

    private static JsonObject Finalizers(params string[] finalizers) =>
        new() { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray([.. finalizers.Select(one => (JsonNode?)one)]) } };
}
