using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Argo.Server;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Tests.Platform;

namespace Rex.Simulator.Tests.Argo;

/// <summary>The Argo Server's operations, with the answers that were recorded.</summary>
public sealed class ArgoServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resume_WithoutSelector_FillsDefaultsOfEveryGate()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerWithGateAsync(world);

        var answer = await server.ResumeAsync(PlatformWorld.Namespace, "w", null, Cancellation);

        answer.Status.ShouldBe(200);
        var gate = (await world.WorkflowAsync("w")).Get("status", "nodes", "w-1")!.Value;
        gate.GetText("phase").ShouldBe(NodePhases.Succeeded);
        gate.GetText("finishedAt").ShouldNotBeNull();
        gate.Get("outputs", "parameters")!.Value[0].ToString().ShouldBe("""{"name":"pr-number","value":""}""");
    }

    [Fact]
    public async Task Resume_WithSelector_LeavesSuppliedOutputsWithoutValue()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerWithGateAsync(world);

        var answer = await server.ResumeAsync(PlatformWorld.Namespace, "w", "displayName=wait-pr-created", Cancellation);

        answer.Status.ShouldBe(200);
        var gate = (await world.WorkflowAsync("w")).Get("status", "nodes", "w-1")!.Value;
        gate.GetText("phase").ShouldBe(NodePhases.Succeeded);
        gate.Get("outputs", "parameters")!.Value[0].Get("value").ShouldBeNull();
    }

    [Fact]
    public async Task Resume_SelectorMatchesNoGate_IsTheRecordedRefusal()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        await using var endpoint = await ArgoServerEndpoint.StartAsync(await ServerWithGateAsync(world), Cancellation);
        using var http = new HttpClient { BaseAddress = endpoint.BaseAddress };
        using var body = new StringContent(
            """{"name":"w","namespace":"agent-platform","nodeFieldSelector":"displayName=wait-ready-for-qa"}"""
        );

        using var answer = await http.PutAsync(new Uri("api/v1/workflows/agent-platform/w/resume", UriKind.Relative), body, Cancellation);

        ((int)answer.StatusCode).ShouldBe(500);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe(
            """{"code":13,"message":"currently, set only targets suspend nodes: no suspend nodes matching nodeFieldSelector: displayName=wait-ready-for-qa"}"""
        );
    }

    [Fact]
    public async Task Resume_NothingWaits_WritesNothing()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerWithGateAsync(world);
        await server.ResumeAsync(PlatformWorld.Namespace, "w", null, Cancellation);
        var before = (await world.WorkflowAsync("w")).ResourceVersion();

        var answer = await server.ResumeAsync(PlatformWorld.Namespace, "w", null, Cancellation);

        answer.Status.ShouldBe(200);
        (await world.WorkflowAsync("w")).ResourceVersion().ShouldBe(before);
    }

    [Fact]
    public async Task Terminate_FinishedWorkflow_IsTheRecordedRefusal()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerWithGateAsync(world, "Failed");

        var answer = await server.TerminateAsync(PlatformWorld.Namespace, "w", Cancellation);

        answer.Status.ShouldBe(500);
        answer.Body.Text("message").ShouldBe("cannot shutdown a completed workflow: workflow: \"w\", namespace: \"agent-platform\"");
    }

    [Fact]
    public async Task Terminate_RunningWorkflow_SetsShutdown()
    {
        await using var world = await PlatformWorld.StartClusterAsync();
        var server = await ServerWithGateAsync(world);

        (await server.TerminateAsync(PlatformWorld.Namespace, "w", Cancellation)).Status.ShouldBe(200);

        (await world.WorkflowAsync("w")).GetText("spec", "shutdown").ShouldBe("Terminate");
    }

    private static async Task<ArgoServer> ServerWithGateAsync(PlatformWorld world, string phase = "Running")
    {
        var workflow = (JsonObject)
            JsonNode.Parse(
                $$"""
                {
                  "apiVersion": "{{ArgoNames.ApiVersion}}",
                  "kind": "Workflow",
                  "metadata": { "name": "w" },
                  "spec": {},
                  "status": {
                    "phase": "{{phase}}",
                    "nodes": {
                      "w-1": {
                        "id": "w-1",
                        "name": "w.wait-pr-created",
                        "displayName": "wait-pr-created",
                        "type": "Suspend",
                        "phase": "Running",
                        "outputs": { "parameters": [{ "name": "pr-number", "valueFrom": { "default": "", "supplied": {} } }] }
                      }
                    }
                  }
                }
                """
            )!;
        await world.Api.CreateAsync(KubeResource.Workflows, PlatformWorld.Namespace, workflow, Cancellation);
        return new ArgoServer(world.Client("argo-server"), world.Clock, new NodeStorage(ArgoVersion.V3));
    }
}
