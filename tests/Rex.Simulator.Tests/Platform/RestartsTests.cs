using System.Text.Json;
using Rex.Simulator.Argo.Server;
using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;

namespace Rex.Simulator.Tests.Platform;

/// <summary>A workflow under a hold, and what becomes of a restart on the live stand-ins.</summary>
public sealed class RestartsTests
{
    private static KubeletOptions CleoWorksOn { get; } =
        new() { Agents = agent => new AgentBehaviour(agent.GithubApp == "5DLabs-Cleo" ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(5)) };

    [Fact]
    public async Task Hold_GateIsOpenedMeanwhile_NothingGoesOnUntilTheLabelGoes()
    {
        await using var world = await PlatformWorld.StartAsync();
        var name = (await world.StartPlayAsync("play-g1")).Name();
        await world.WorkflowWhenAsync(name, workflow => PlatformWorld.Waits(workflow, "wait-pr-created"), "the gate");
        var restart = new RestartByHand(world, name);

        await restart.HoldAsync();
        await new ArgoServer(world.Client("argo-server"), world.Clock, PlatformWorld.Brisk.Storage).ResumeAsync(
            PlatformWorld.Namespace,
            name,
            null,
            PlatformWorld.Cancellation
        );
        await Task.Delay(TimeSpan.FromSeconds(60), world.Clock, PlatformWorld.Cancellation);

        PlatformWorld.Node(await world.WorkflowAsync(name), "quality-work").ShouldBeNull();
        await restart.LabelAsync("false");
        await world.WorkflowWhenAsync(name, workflow => PlatformWorld.Node(workflow, "quality-work") is not null, "quality-work");
    }

    [Theory]
    [InlineData("3.7.18")]
    [InlineData("4.1.2")]
    public async Task RestartWrite_WhileCleoRuns_MakesANewQualityRun(string version)
    {
        var argo = PlatformWorld.Brisk with { Version = Simulator.Argo.ArgoVersion.Parse(version) };
        await using var world = await PlatformWorld.StartAsync(argo, CleoWorksOn);
        var name = (await world.StartPlayAsync("play-g2")).Name();
        var old = await QualityRunAsync(world);
        await world.WorkflowWhenAsync(name, workflow => QualityPod(workflow)?.GetText("phase") == "Running", "Cleo at work");
        var restart = new RestartByHand(world, name);

        await restart.HoldAsync();
        await restart.ClearAsync();
        await restart.WriteAsync();

        var workflow = await world.WorkflowWhenAsync(name, w => QualityPod(w)?.GetText("phase") == "Running", "Cleo at work again");
        (await QualityRunAsync(world)).Uid().ShouldNotBe(old.Uid());
        PlatformWorld.Nodes(workflow).Select(node => node.GetText("name")).ShouldAllBe(node => node != null);
        (await world.ListAsync(KubeResource.CodeRuns, "workflow-stage=quality")).Count.ShouldBe(1);
    }

    private static JsonElement? QualityPod(JsonElement workflow) =>
        PlatformWorld
            .Nodes(workflow)
            .Where(node => node.GetText("name")?.EndsWith(".quality-work[0].create-coderun-resource", StringComparison.Ordinal) == true)
            .Cast<JsonElement?>()
            .FirstOrDefault();

    private static async Task<JsonElement> QualityRunAsync(PlatformWorld world)
    {
        JsonElement? found = null;
        await world.UntilAsync(
            async () =>
            {
                found = (await world.ListAsync(KubeResource.CodeRuns, "workflow-stage=quality")).Cast<JsonElement?>().FirstOrDefault();
                return found is not null;
            },
            "a quality run"
        );
        return found!.Value;
    }
}
