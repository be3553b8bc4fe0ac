using Rex.Core.Remediations;
using static Rex.Simulator.Tests.Modes.StepRuns;

namespace Rex.Simulator.Tests.Modes;

/// <summary>Several pushes, and processes that died, with each step in a process of its own.</summary>
public sealed class StepOrderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StepName.ValidateEvent)]
    [InlineData(StepName.CancelAgents)]
    [InlineData(StepName.RemoveQaLabel)]
    [InlineData(StepName.ResetWorkflow)]
    public async Task NewerPush_AfterAnyStep_SupersedesAndRestartsOnce(StepName last)
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var older = await RunAsync(world, last);
        var writes = world.WritesOf("rex-0").Count;
        var newer = await world.PushAgainAsync(Cancellation);
        (await StepProcess.ValidateAsync(world, Cancellation, newer)).Decision.ShouldBe("Remediate");
        (await PhaseAsync(world, older.Remediation)).ShouldBe(RemediationPhase.Superseded, "whoever works on it stops at its next look");

        var next = await StepProcess.RunAsync(world, last + 1, older.Remediation, Cancellation);

        next.Code.ShouldBe(0);
        next.Decision.ShouldBe("Superseded", next.ToString());
        world.WritesOf("rex-0").Count.ShouldBe(writes);
        var end = await RunAsync(world, StepName.ResumePipeline, newer);
        end.Decision.ShouldBe("Succeeded", end.ToString());
        Restarts(world).ShouldBe([end.Remediation]);
    }

    [Fact]
    public async Task PushesOfOneSecond_MiddleOneComesLast_NewestIsNotEnded()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var newest = await StepProcess.ValidateAsync(world, Cancellation, OfOneSecond(world, 'c', 'd'));

        var oldest = await StepProcess.ValidateAsync(world, Cancellation, OfOneSecond(world, 'a', 'b'));

        (await PhaseAsync(world, newest.Remediation)).ShouldBe(RemediationPhase.Running, "nothing tells yet which of them is newer");
        await StepProcess.ValidateAsync(world, Cancellation, OfOneSecond(world, 'b', 'c'));
        var end = await RunAsync(world, StepName.ResumePipeline, OfOneSecond(world, 'c', 'd'));
        end.Decision.ShouldBe("Succeeded", end.ToString());
        (await PhaseAsync(world, oldest.Remediation)).ShouldBe(RemediationPhase.Superseded);
        Restarts(world).ShouldBe([newest.Remediation]);
    }

    [Fact]
    public async Task OlderPush_AfterANewerOneRestarted_ChangesNothing()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var newer = await world.PushAgainAsync(Cancellation);
        (await RunAsync(world, StepName.ResumePipeline, newer)).Decision.ShouldBe("Succeeded");
        var writes = world.WritesOf("rex-0").Count;

        (await StepProcess.ValidateAsync(world, Cancellation)).Decision.ShouldBe("Superseded");

        world.WritesOf("rex-0").Count.ShouldBe(writes);
    }

    [Fact]
    public async Task RestartThatDiedBeforeItsReadBack_IsSeenThroughByTheNextTry()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var name = (await RunAsync(world, StepName.ResetWorkflow)).Remediation;
        await DieAfterTheRestartAsync(world, name);

        var result = await StepProcess.RunAsync(world, StepName.ResumePipeline, name, Cancellation);

        result.Decision.ShouldBe("Succeeded", result.ToString());
        Restarts(world).ShouldBe([name]);
    }

    [Fact]
    public async Task NewerPush_AfterARestartThatDied_SeesItThroughBeforeItPlans()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var name = (await RunAsync(world, StepName.ResetWorkflow)).Remediation;
        await DieAfterTheRestartAsync(world, name);
        (await PhaseAsync(world, name)).ShouldBe(RemediationPhase.Running);

        var newer = await world.PushAgainAsync(Cancellation);
        for (var attempt = 1; attempt <= 3 && await PhaseAsync(world, name) != RemediationPhase.Succeeded; attempt++)
        {
            // A last note of the process that died can still be on its way, and overtake the one that takes its work up: as with any other, the step is tried again.
            await StepProcess.ValidateAsync(world, Cancellation, newer);
        }

        (await PhaseAsync(world, name)).ShouldBe(RemediationPhase.Succeeded);
        Restarts(world).ShouldBe([name]);
    }
}
