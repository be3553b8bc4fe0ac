using Rex.Simulator.Argo;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Platform;

/// <summary>The play templates on the stand-ins, on a cluster: from the start to where somebody else has to do something.</summary>
public sealed class PlaysTests
{
    [Theory]
    [InlineData("play-g1", "wait-pr-created", "waiting-pr-created", "3.7.18")]
    [InlineData("play-g2", "wait-ready-for-qa", "waiting-ready-for-qa", "3.7.18")]
    [InlineData("play-g3", "wait-for-tess-approval", "waiting-ready-for-qa", "3.7.18")]
    [InlineData("play-g1", "wait-pr-created", "waiting-pr-created", "4.1.2")]
    [InlineData("play-g2", "wait-ready-for-qa", "waiting-ready-for-qa", "4.1.2")]
    [InlineData("play-g3", "wait-for-tess-approval", "waiting-ready-for-qa", "4.1.2")]
    public async Task StartPlay_NothingDisturbsIt_ComesToItsGate(string template, string gate, string stage, string version)
    {
        await using var world = await PlatformWorld.StartAsync(PlatformWorld.Brisk with { Version = ArgoVersion.Parse(version) });
        var name = (await world.StartPlayAsync(template)).Name();

        var workflow = await world.WorkflowWhenAsync(name, w => PlatformWorld.Waits(w, gate), gate);

        workflow.Label("current-stage").ShouldBe(stage);
        workflow.Phase().ShouldBe("Running");
        workflow.Label(ArgoNames.Completed).ShouldBe("false");
        PlatformWorld
            .Nodes(workflow)
            .Select(node => node.GetText("phase"))
            .ShouldAllBe(phase => phase == "Succeeded" || phase == "Running");
    }
}
