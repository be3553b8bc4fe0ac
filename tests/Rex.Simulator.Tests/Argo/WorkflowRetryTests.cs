using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Argo.Server;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Tests.Platform;

namespace Rex.Simulator.Tests.Argo;

/// <summary>Retry where no recording shows it: what is refused, what goes without a selector, what becomes of pods.</summary>
public sealed class WorkflowRetryTests
{
    private static readonly string FailedPod = NodeIds.Of("w", "w.second");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Running", true, "displayName=first", "Cannot retry a workflow in phase Running")]
    [InlineData("", true, "displayName=first", "Cannot retry a workflow in phase ")]
    [InlineData(
        "Succeeded",
        false,
        "displayName=first",
        "To retry a succeeded workflow, set the options restartSuccessful and nodeFieldSelector"
    )]
    [InlineData("Succeeded", true, "", "To retry a succeeded workflow, set the options restartSuccessful and nodeFieldSelector")]
    public async Task Retry_InThatPhase_IsRefused(string phase, bool restartSuccessful, string selector, string message)
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerAsync(world, workflow => workflow["status"]!["phase"] = phase);
        var before = (await world.WorkflowAsync("w")).ResourceVersion();

        var answer = await server.RetryAsync(PlatformWorld.Namespace, "w", restartSuccessful, selector, Cancellation);

        answer.Status.ShouldBe(400);
        answer.Body.ToJsonString().ShouldBe($$"""{"code":3,"message":"{{message}}"}""");
        (await world.WorkflowAsync("w")).ResourceVersion().ShouldBe(before);
    }

    [Theory]
    [InlineData(false, "displayName=first")]
    [InlineData(true, "")]
    public async Task Retry_WithoutBothSelectorAndOption_TakesTheFailedPodAlone(bool restartSuccessful, string selector)
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerAsync(world);

        (await server.RetryAsync(PlatformWorld.Namespace, "w", restartSuccessful, selector, Cancellation)).Status.ShouldBe(200);

        var workflow = (await world.WorkflowAsync("w")).ToJsonObject();
        var nodes = (JsonObject)workflow["status"]!["nodes"]!;
        nodes.Select(node => node.Value.TextAt("name")).ShouldBe(["w", "w.first"], ignoreOrder: true);
        nodes["w"].TextAt("phase").ShouldBe(NodePhases.Running);
        nodes["w"].TextAt("message").ShouldBeNull();
        nodes["w"].At("outboundNodes").ShouldBeNull();
        nodes[NodeIds.Of("w", "w.first")].TextAt("phase").ShouldBe(NodePhases.Succeeded);
        nodes[NodeIds.Of("w", "w.first")].At("children").ShouldBeNull();
    }

    [Theory]
    [InlineData("3.7.18", "Running", "Running")]
    [InlineData("4.1.2", null, "Failed")]
    public async Task Retry_FailedWorkflow_OpensItAsThatVersionDoes(string version, string? phase, string label)
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerAsync(world, version: version);

        await server.RetryAsync(PlatformWorld.Namespace, "w", false, null, Cancellation);

        var workflow = await world.WorkflowAsync("w");
        workflow.Phase().ShouldBe(phase);
        workflow.Label(ArgoNames.Phase).ShouldBe(label);
        workflow.Label(ArgoNames.Completed).ShouldBeNull();
        workflow.Label(ArgoNames.ArchivingStatus).ShouldBeNull();
        workflow.Get("spec", "shutdown").ShouldBeNull();
        workflow.GetText("status", "message").ShouldBeNull();
        workflow.Get("status", "conditions")!.Value.ToString().ShouldBe("""[{"status":"False","type":"Completed"}]""");
    }

    [Fact]
    public async Task Retry_PodIsKeptByItsFinalizer_DoesNotWaitForIt()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerAsync(world);
        var name = NodeIds.PodName("w", "w.second", "work");
        await CreatePodAsync(world, name, ArgoNames.PodStatusFinalizer);
        await CreatePodAsync(world, NodeIds.PodName("w", "w.first", "work"), null);

        (await server.RetryAsync(PlatformWorld.Namespace, "w", false, null, Cancellation)).Status.ShouldBe(200);

        var pods = await world.ListAsync(KubeResource.Pods);
        pods.Count.ShouldBe(2);
        pods.Single(pod => pod.IsDeleting()).Name().ShouldBe(name);
    }

    [Fact]
    public async Task Retry_ChildIsNotThere_IsRefused()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerAsync(world, workflow => workflow["status"]!["nodes"]!.AsObject().Remove(FailedPod));

        var answer = await server.RetryAsync(PlatformWorld.Namespace, "w", false, null, Cancellation);

        answer.Status.ShouldBe(500);
        answer.Body.Text("message").ShouldBe($"coudln't obtain child {FailedPod}");
    }

    [Fact]
    public async Task Suspend_UnderALabelOfCompletion_IsRefusedWhateverThePhase()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerAsync(world, workflow => workflow["status"]!["phase"] = "Running");

        var answer = await server.SuspendAsync(PlatformWorld.Namespace, "w", Cancellation);

        answer.Status.ShouldBe(400);
        answer.Body.ToJsonString().ShouldBe("""{"code":3,"message":"cannot suspend completed workflows"}""");
    }

    private static async Task CreatePodAsync(PlatformWorld world, string name, string? finalizer)
    {
        var metadata = new JsonObject { ["name"] = name };
        metadata.SetOrRemove("finalizers", finalizer is null ? null : new JsonArray(finalizer));
        var containers = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "work" });
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["containers"] = containers },
        };
        await world.Api.CreateAsync(KubeResource.Pods, PlatformWorld.Namespace, pod, Cancellation);
    }

    /// <summary>A workflow of two pods, the second after the first; the second failed.</summary>
    private static async Task<ArgoServer> ServerAsync(PlatformWorld world, Action<JsonObject>? change = null, string version = "3.7.18")
    {
        var first = NodeIds.Of("w", "w.first");
        var workflow = new JsonObject
        {
            ["apiVersion"] = ArgoNames.ApiVersion,
            ["kind"] = "Workflow",
            ["metadata"] = new JsonObject
            {
                ["name"] = "w",
                ["labels"] = new JsonObject
                {
                    [ArgoNames.Completed] = "true",
                    [ArgoNames.Phase] = "Failed",
                    [ArgoNames.ArchivingStatus] = "Archived",
                },
            },
            ["spec"] = new JsonObject { ["shutdown"] = "Terminate" },
            ["status"] = new JsonObject
            {
                ["phase"] = "Failed",
                ["message"] = "Stopped with strategy 'Terminate'",
                ["conditions"] = new JsonArray(new JsonObject { ["status"] = "True", ["type"] = "Completed" }),
                ["nodes"] = new JsonObject
                {
                    ["w"] = Node("w", NodeTypes.Dag, NodePhases.Failed, first, FailedPod),
                    [first] = Node("w.first", NodeTypes.Pod, NodePhases.Succeeded, FailedPod),
                    [FailedPod] = Node("w.second", NodeTypes.Pod, NodePhases.Failed),
                },
            },
        };
        change?.Invoke(workflow);
        await world.Api.CreateAsync(KubeResource.Workflows, PlatformWorld.Namespace, workflow, Cancellation);
        return new ArgoServer(world.Client("argo-server"), world.Clock, new NodeStorage(ArgoVersion.Parse(version)));
    }

    private static JsonObject Node(string name, string type, string phase, string? child = null, string? outbound = null)
    {
        var node = new JsonObject
        {
            ["id"] = NodeIds.Of("w", name),
            ["name"] = name,
            ["displayName"] = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..],
            ["type"] = type,
            ["phase"] = phase,
            ["templateName"] = "work",
            ["message"] = "as it ended",
        };
        node.SetOrRemove("boundaryID", name == "w" ? null : "w");
        node.SetOrRemove("children", child is null ? null : new JsonArray(child));
        node.SetOrRemove("outboundNodes", outbound is null ? null : new JsonArray(outbound));
        return node;
    }
}
