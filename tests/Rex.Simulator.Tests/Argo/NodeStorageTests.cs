using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Argo.Server;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Tests.Platform;

namespace Rex.Simulator.Tests.Argo;

/// <summary>Workflows whose nodes are stored compressed.</summary>
public sealed class NodeStorageTests
{
    // What another gzip made of {"w":{"id":"w","phase":"Running"}}.
    private const string WrittenElsewhere = "H4sIAAAAAAACA6tWKleyqlbKTFGyArJ0lAoyEotTgeyg0ry8zLx0pdpaAF9mTvkiAAAA";

    private const int Limit = 8 * 1024;

    [Theory]
    [InlineData("3.7.18", "Gzip", true)]
    [InlineData("4.1.2", "Gzip", true)]
    [InlineData("3.7.18", "Brotli", true)]
    [InlineData("4.1.2", "Brotli", false)]
    public void Fold_WorkflowIsTooLarge_CompressesTheNodesAsThatVersionDoes(string version, string compression, bool isGzip)
    {
        var storage = new NodeStorage(ArgoVersion.Parse(version), Limit, Enum.Parse<NodeCompression>(compression));
        var workflow = Workflow(nodes: 200);
        var nodes = workflow["status"]!["nodes"]!.DeepClone();

        storage.Fold(workflow);

        var status = (JsonObject)workflow["status"]!;
        status.ContainsKey("nodes").ShouldBeFalse();
        (Convert.FromBase64String(status.Text("compressedNodes")!) is [0x1f, 0x8b, ..]).ShouldBe(isGzip);
        JsonNode.DeepEquals(NodeStorage.NodesOf(workflow), nodes).ShouldBeTrue();
        storage.Unfold(workflow);
        JsonNode.DeepEquals(status["nodes"], nodes).ShouldBeTrue();
        status.ContainsKey("compressedNodes").ShouldBeFalse();
    }

    [Fact]
    public void Fold_WorkflowIsSmallEnough_LeavesTheNodesPlain()
    {
        var workflow = Workflow(nodes: 2);

        new NodeStorage(ArgoVersion.V3, Limit).Fold(workflow);

        workflow["status"].At("compressedNodes").ShouldBeNull();
        workflow["status"].At("nodes").ShouldNotBeNull();
    }

    [Fact]
    public void Fold_TooLargeEvenSo_LeavesTheNodesPlainAndSaysSo()
    {
        var workflow = Workflow(nodes: 200);

        var error = Should.Throw<InvalidDataException>(() => new NodeStorage(ArgoVersion.V4, 100).Fold(workflow));

        error.Message.ShouldStartWith("workflow is longer than maximum allowed size. compressed size ");
        error.Message.ShouldEndWith(" > maxSize 100Tried to offload but encountered error: offload node status is not supported");
        workflow["status"].At("compressedNodes").ShouldBeNull();
        workflow["status"].At("nodes").ShouldNotBeNull();
    }

    [Fact]
    public void Unfold_WrittenByAnotherProgram_IsRead()
    {
        var workflow = Compressed(WrittenElsewhere);

        new NodeStorage(ArgoVersion.V3).Unfold(workflow);

        workflow["status"].TextAt("nodes", "w", "phase").ShouldBe("Running");
    }

    [Fact]
    public void Unfold_PlainNodesStandBesideCompressedOnes_ThePlainOnesCount()
    {
        var workflow = Compressed(WrittenElsewhere);
        workflow["status"]!["nodes"] = new JsonObject { ["w"] = new JsonObject { ["phase"] = "Failed" } };

        new NodeStorage(ArgoVersion.V3).Unfold(workflow);

        NodeStorage.NodesOf(workflow)!["w"].TextAt("phase").ShouldBe("Failed");
        workflow["status"].TextAt("nodes", "w", "phase").ShouldBe("Failed");
        workflow["status"].TextAt("compressedNodes").ShouldBe(WrittenElsewhere);
    }

    [Theory]
    [InlineData("no base64")]
    [InlineData("H4sIAAAAAAACAw==")]
    [InlineData("/////w==")]
    public void Run_NodesCannotBeRead_WorkflowEndsAsError(string compressed)
    {
        foreach (var version in (ArgoVersion[])[ArgoVersion.V3, ArgoVersion.V4])
        {
            var workflow = Compressed(compressed);
            NodeStorage.NodesOf(workflow).ShouldBeNull();

            var outcome = WorkflowOperation.Run(Input(workflow, new NodeStorage(version)));

            outcome.Workflow["status"].TextAt("phase").ShouldBe("Error");
            outcome.Workflow["status"].At("nodes").ShouldBeNull();
            outcome.Workflow["metadata"]!["labels"].TextAt(ArgoNames.Completed).ShouldBe("true");
        }
    }

    [Fact]
    public void Run_BrotliBefore41_EndsAsError()
    {
        var workflow = Workflow(nodes: 200);
        new NodeStorage(ArgoVersion.V4, Limit, NodeCompression.Brotli).Fold(workflow);

        var outcome = WorkflowOperation.Run(Input(workflow, new NodeStorage(ArgoVersion.V3, Limit)));

        outcome.Workflow["status"].TextAt("phase").ShouldBe("Error");
        outcome.Workflow["status"].TextAt("message").ShouldBe("failed to decompress: gzip: invalid header");
    }

    [Fact]
    public async Task Resume_NodesAreCompressed_OpensTheGateAndCompressesThemAgain()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var storage = new NodeStorage(ArgoVersion.V4, Limit);
        var workflow = Workflow(nodes: 200);
        workflow["status"]!["nodes"]!["w-7"]!["type"] = NodeTypes.Suspend;
        storage.Fold(workflow);
        await world.Api.CreateAsync(KubeResource.Workflows, PlatformWorld.Namespace, workflow, PlatformWorld.Cancellation);
        var server = new ArgoServer(world.Client("argo-server"), world.Clock, storage);

        var answer = await server.ResumeAsync(PlatformWorld.Namespace, "w", null, PlatformWorld.Cancellation);

        answer.Status.ShouldBe(200);
        answer.Body["status"].At("compressedNodes").ShouldNotBeNull("only get unfolds");
        var stored = (await world.WorkflowAsync("w")).ToJsonObject();
        stored["status"].At("nodes").ShouldBeNull();
        NodeStorage.NodesOf(stored)!["w-7"].TextAt("phase").ShouldBe(NodePhases.Succeeded);
        var got = await server.GetAsync(PlatformWorld.Namespace, "w", PlatformWorld.Cancellation);
        got.Body["status"].TextAt("nodes", "w-7", "phase").ShouldBe(NodePhases.Succeeded);
        got.Body["status"].At("compressedNodes").ShouldBeNull();
    }

    [Fact]
    public async Task Play_NodesGrowTooLarge_GoesOnWithCompressedNodes()
    {
        await using var world = await PlatformWorld.StartAsync(PlatformWorld.Brisk with { MaxWorkflowSize = 20_000 });
        var name = (await world.StartPlayAsync("play-g2")).Name();

        var workflow = await world.WorkflowWhenAsync(
            name,
            workflow =>
                NodeStorage.NodesOf(workflow.ToJsonObject()) is { } nodes
                && nodes.Any(node =>
                    node.Value.TextAt("displayName") == "wait-ready-for-qa" && node.Value.TextAt("phase") == NodePhases.Running
                ),
            "the gate before testing"
        );

        workflow.Get("status", "nodes").ShouldBeNull();
        workflow.GetText("status", "compressedNodes").ShouldNotBeNull();
    }

    private static OperationInput Input(JsonObject workflow, NodeStorage storage) =>
        new()
        {
            Workflow = JsonSerializer.SerializeToElement(workflow),
            Storage = storage,
            Now = DateTimeOffset.UnixEpoch,
        };

    private static JsonObject Compressed(string text)
    {
        var workflow = Workflow(nodes: 0);
        workflow["status"] = new JsonObject { ["phase"] = "Running", ["compressedNodes"] = text };
        return workflow;
    }

    private static JsonObject Workflow(int nodes) =>
        new()
        {
            ["apiVersion"] = ArgoNames.ApiVersion,
            ["kind"] = "Workflow",
            ["metadata"] = new JsonObject { ["name"] = "w", ["labels"] = new JsonObject() },
            ["spec"] = new JsonObject(),
            ["status"] = new JsonObject
            {
                ["phase"] = "Running",
                ["nodes"] = new JsonObject(
                    Enumerable.Range(0, nodes).Select(i => KeyValuePair.Create<string, JsonNode?>($"w-{i}", Node(i)))
                ),
            },
        };

    private static JsonObject Node(int i) =>
        new()
        {
            ["id"] = $"w-{i}",
            ["name"] = $"w.step-{i}",
            ["displayName"] = $"step-{i}",
            ["type"] = NodeTypes.Pod,
            ["phase"] = NodePhases.Running,
        };
}
