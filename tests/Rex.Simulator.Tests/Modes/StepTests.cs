using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using static Rex.Simulator.Tests.Modes.StepRuns;

namespace Rex.Simulator.Tests.Modes;

/// <summary><c>rex step</c>: the five steps, each in a process of its own, against the world of a scenario.</summary>
public sealed class StepTests
{
    private static readonly StepName[] Steps = Enum.GetValues<StepName>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("g1-while-cleo-runs")]
    [InlineData("g2-while-tess-runs")]
    [InlineData("g2-after-cleo-failed")]
    [InlineData("g3-while-cleo-runs")]
    public async Task FiveSteps_OneAfterTheOther_WriteWhatExplainTold(string scenario)
    {
        await using var world = await CommandWorld.StartAsync(scenario, Cancellation);
        var told = await ExplainAsync(world);

        var last = await RunAsync(world, StepName.ResumePipeline);

        last.Decision.ShouldBe("Succeeded", last.ToString());
        last.Reason.ShouldBe("Restarted");
        WriteText
            .Lasting(world.WritesOf("rex-0").Where(entry => entry.TookEffect).Select(WriteText.Describe))
            .ShouldBe(WriteText.Lasting(told["writes"]!.AsArray().Select(write => WriteText.Describe(write!.AsObject()))));
    }

    [Fact]
    public async Task EachStep_RunTwice_WritesNothingTheSecondTime()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var name = "";

        foreach (var step in Steps)
        {
            var first = await StepProcess.RunAsync(world, step, name, Cancellation);
            name = first.Remediation;
            var writes = world.WritesOf("rex-0").Count;

            var second = await StepProcess.RunAsync(world, step, name, Cancellation);

            second.Code.ShouldBe(0, second.ToString());
            second.Decision.ShouldBe(first.Decision);
            world.WritesOf("rex-0").Count.ShouldBe(writes, $"{step} again");
        }

        world.WritesOf("rex-0").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task EveryStep_AfterTheEnd_SaysHowItEnded()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var name = (await RunAsync(world, StepName.ResumePipeline)).Remediation;
        var requests = world.WritesOf("rex-0").Count;

        foreach (var step in Steps[1..])
        {
            (await StepProcess.RunAsync(world, step, name, Cancellation)).Decision.ShouldBe("Succeeded");
        }

        (await StepProcess.ValidateAsync(world, Cancellation)).Decision.ShouldBe("Duplicate");
        world.WritesOf("rex-0").Count.ShouldBe(requests);
    }

    [Theory]
    [InlineData(StepName.RemoveQaLabel, "CancelAgents")]
    [InlineData(StepName.ResetWorkflow, "CancelAgents")]
    [InlineData(StepName.ResumePipeline, "CancelAgents")]
    public async Task StepOutOfOrder_IsRefused(StepName step, string missing)
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var name = (await StepProcess.ValidateAsync(world, Cancellation)).Remediation;

        var result = await StepProcess.RunAsync(world, step, name, Cancellation);

        result.Code.ShouldBe(3);
        result.Decision.ShouldBe("Refused");
        ((string)result.Json["message"]!).ShouldContain($"{missing} of {name} has not done its work");
        world.WritesOf("rex-0").ShouldBeEmpty();
    }
}
