using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Controller;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Tests.Platform;

namespace Rex.Simulator.Tests.Argo;

/// <summary>What the controller's write does when somebody else wrote in between.</summary>
public sealed class WorkflowWriterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_NodeWasRemovedMeanwhile_ComesBackWithOnlyWhatHadChanged()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var read = await world.Api.CreateAsync(KubeResource.Workflows, PlatformWorld.Namespace, Held(), Cancellation);
        var changed = read.ToJsonObject();
        changed["status"]!["nodes"]!["w-2"]!["phase"] = "Succeeded";
        await PatchAsync(world, """{"status":{"nodes":{"w-2":null}}}""");

        var copy = await new WorkflowWriter(world.Api, new NodeStorage(ArgoVersion.V3)).WriteAsync(read, changed, Cancellation);

        var stored = (await world.WorkflowAsync("w")).Get("status", "nodes", "w-2")!.Value.ToJsonObject();
        stored.ToJsonString().ShouldBe("""{"phase":"Succeeded"}""");
        copy!.Value.GetText("status", "nodes", "w-2", "name").ShouldBe("w.second", "the controller goes on from its own copy of the nodes");
        copy.Value.ResourceVersion().ShouldBe((await world.WorkflowAsync("w")).ResourceVersion());
    }

    [Theory]
    [InlineData("""{"status":{"phase":"Failed"}}""", "a finished workflow")]
    [InlineData("""{"status":{"nodes":{"w-2":{"phase":"Failed"}}}}""", "a node that is finished now with another phase")]
    public async Task Write_OntoWhatHasEnded_IsGivenUp(string meanwhile, string what)
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var read = await world.Api.CreateAsync(KubeResource.Workflows, PlatformWorld.Namespace, Held(), Cancellation);
        var changed = read.ToJsonObject();
        changed["status"]!["nodes"]!["w-2"]!["phase"] = "Succeeded";
        await PatchAsync(world, meanwhile);

        var copy = await new WorkflowWriter(world.Api, new NodeStorage(ArgoVersion.V3)).WriteAsync(read, changed, Cancellation);

        copy.ShouldBeNull(what);
        (await world.WorkflowAsync("w")).GetText("status", "nodes", "w-2", "phase").ShouldNotBe("Succeeded");
    }

    private static Task<JsonElement> PatchAsync(PlatformWorld world, string patch) =>
        world.Api.PatchAsync(KubeResource.Workflows, PlatformWorld.Namespace, "w", (JsonObject)JsonNode.Parse(patch)!, Cancellation);

    /// <summary>A workflow that no controller works on.</summary>
    private static JsonObject Held() =>
        (JsonObject)
            JsonNode.Parse(
                """
                {
                  "apiVersion": "argoproj.io/v1alpha1",
                  "kind": "Workflow",
                  "metadata": { "name": "w" },
                  "spec": {},
                  "status": {
                    "phase": "Running",
                    "nodes": {
                      "w-1": { "id": "w-1", "name": "w.first", "phase": "Succeeded" },
                      "w-2": { "id": "w-2", "name": "w.second", "phase": "Running" }
                    }
                  }
                }
                """
            )!;
}
