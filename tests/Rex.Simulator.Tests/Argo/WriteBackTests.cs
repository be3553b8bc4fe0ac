using System.Text.Json;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Controller;
using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;
using Rex.Simulator.Tests.Platform;

namespace Rex.Simulator.Tests.Argo;

/// <summary>
/// An operation that began before a restart and writes after it, on the live controller: what the next operation makes of the nodes that
/// the restart had removed.
/// </summary>
public sealed class WriteBackTests
{
    private static KubeletOptions CleoWorksOn { get; } =
        new()
        {
            Agents = agent => new AgentBehaviour(agent.GithubApp == "5DLabs-Cleo" ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(5)),
            // Long enough for the operation that sees the pod start to be awaited while the pod is still to start.
            StartDelay = TimeSpan.FromSeconds(20),
        };

    /// <summary>The nodes that only the controller's cache still had are in its next write, which is accepted.</summary>
    [Fact]
    public async Task Restart_OldOperationWritesLate_WritesBackToCache_RemovedNodesAreBackWhole()
    {
        await using var world = await StartAsync(ArgoVersion.V3);

        var (name, old, restart) = await RestartUnderAnOperationAsync(world);

        // The next operation may change them again at once.
        await world.WorkflowWasAsync(name, old, then => restart.Removed.All(id => IsBack(then, old, id)), "all removed nodes as they were");
    }

    [Fact]
    public async Task Restart_OldOperationWritesLate_WaitsForTheWatch_NoneIsBackWhole()
    {
        await using var world = await StartAsync(ArgoVersion.V4);

        var (name, old, restart) = await RestartUnderAnOperationAsync(world);
        await Task.Delay(TimeSpan.FromMinutes(2), world.Clock, PlatformWorld.Cancellation);

        var workflow = await world.WorkflowAsync(name);
        restart.Removed.ShouldAllBe(id => !IsBack(workflow, old, id));
        restart.Removed.ShouldContain(id => IsPartial(workflow, id));
    }

    private static Task<PlatformWorld> StartAsync(ArgoVersion version) =>
        PlatformWorld.StartAsync(PlatformWorld.Brisk with { Version = version, Stalls = new OperationStalls() }, CleoWorksOn);

    /// <summary>The workflow's name, what it was before the restart, and the restart.</summary>
    private static async Task<(string Name, JsonElement Old, RestartByHand Restart)> RestartUnderAnOperationAsync(PlatformWorld world)
    {
        var name = (await world.StartPlayAsync("play-g2", name: "play-stalled")).Name();
        await world.WorkflowWhenAsync(name, workflow => Pod(workflow)?.GetText("phase") == "Pending", "Cleo's pod");
        var stall = world.Argo.Stalls.StallNext(name, TimeSpan.FromSeconds(40));
        await stall.Reached.WaitAsync(PlatformWorld.Cancellation);
        var old = await world.WorkflowAsync(name);
        var restart = new RestartByHand(world, name);
        await restart.HoldAsync();
        await restart.ClearAsync();
        await restart.WriteAsync();
        await stall.Ended.WaitAsync(PlatformWorld.Cancellation);
        return (name, old, restart);
    }

    private static bool IsBack(JsonElement workflow, JsonElement old, string id) =>
        StartOf(workflow, id) is { } start && start == StartOf(old, id);

    private static bool IsPartial(JsonElement workflow, string id) =>
        workflow.Get("status", "nodes", id) is { } node && node.GetText("name") is null;

    private static string? StartOf(JsonElement workflow, string id) => workflow.GetText("status", "nodes", id, "startedAt");

    private static JsonElement? Pod(JsonElement workflow) =>
        PlatformWorld
            .Nodes(workflow)
            .Where(node => node.GetText("name")?.EndsWith(".quality-work[0].create-coderun-resource", StringComparison.Ordinal) == true)
            .Cast<JsonElement?>()
            .FirstOrDefault();
}
