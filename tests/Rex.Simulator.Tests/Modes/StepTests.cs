using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Host.Commands;
using Rex.Simulator.Oracles;

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

        await StepProcess.ValidateAsync(world, Cancellation, await world.PushAgainAsync(Cancellation));

        (await PhaseAsync(world, name)).ShouldBe(RemediationPhase.Succeeded);
        Restarts(world).ShouldBe([name]);
    }

    [Theory]
    [InlineData(StepName.RemoveQaLabel)]
    [InlineData(StepName.ResetWorkflow)]
    public async Task HoldIsGoneBetweenTwoSteps_IsPutOnAgainBeforeAnythingElse(StepName step)
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var name = (await RunAsync(world, step - 1)).Remediation;
        await using var services = world.Services("somebody");
        var workflows = services.GetRequiredService<IMainWorkflows>();
        var main = world.World.Tasks[0].Workflow;
        var held = (await workflows.GetAsync(main, Cancellation))!;
        Hold.HolderOf(held).ShouldBe(name);
        await new HoldKeeper(workflows, world.World.Clock).ReleaseAsync(held, Cancellation);
        var writes = world.WritesOf("rex-0").Count;

        (await StepProcess.RunAsync(world, step, name, Cancellation)).Code.ShouldBe(0);

        WriteText.Describe(world.WritesOf("rex-0")[writes]).ShouldContain("held-by");
        Hold.HolderOf((await workflows.GetAsync(main, Cancellation))!).ShouldBe(name);
    }

    [Fact]
    public async Task SameDeliveryAgain_GoesOn_AnotherDeliveryOfThePush_IsADuplicate()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var first = await StepProcess.ValidateAsync(world, Cancellation);

        (await StepProcess.ValidateAsync(world, Cancellation)).Decision.ShouldBe("Remediate", "the try before may have died");
        var other = await StepProcess.ValidateAsync(world, Cancellation, world.Delivery with { DeliveryId = "another" });

        other.Decision.ShouldBe("Duplicate");
        other.Reason.ShouldBe("Duplicate");
        other.Code.ShouldBe(0);
        other.Remediation.ShouldBe(first.Remediation);
    }

    [Fact]
    public async Task Report_WorkflowIsOverMidway_NotesAFailureThatTheNextTryTakesUp()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var name = (await RunAsync(world, StepName.CancelAgents)).Remediation;

        var report = await StepProcess.ReportAsync(world, Cancellation);

        (report.Code, report.Decision, report.Reason).ShouldBe((0, "Failed", "TimedOut"));
        (await StepProcess.RunAsync(world, StepName.RemoveQaLabel, name, Cancellation)).Decision.ShouldBe("Remediate");
        (await StepProcess.RunAsync(world, StepName.ResetWorkflow, name, Cancellation)).Decision.ShouldBe("Remediate");
        (await StepProcess.RunAsync(world, StepName.ResumePipeline, name, Cancellation)).Decision.ShouldBe("Succeeded");
        (await StepProcess.ReportAsync(world, Cancellation)).Decision.ShouldBe("Succeeded");
    }

    [Fact]
    public async Task Report_TryBeforeTheOneThatWasEndedHadFailed_KeepsItsReason()
    {
        await using var world = await CommandWorld.StartAsync("stuck-finalizer", Cancellation);
        var name = (await RunAsync(world, StepName.ValidateEvent)).Remediation;
        (await StepProcess.RunAsync(world, StepName.CancelAgents, name, Cancellation)).Reason.ShouldBe("RunsNotGone");
        using var died = new CancellationTokenSource();
        var next = StepProcess.RunAsync(world, StepName.CancelAgents, name, died.Token);
        await world.World.WaitAsync(() => Testimony.Phase(world.World.Objects.Find("remediations", name)!) == "Running", Cancellation);
        await died.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => next);

        var report = await StepProcess.ReportAsync(world, Cancellation);

        (report.Code, report.Decision, report.Reason).ShouldBe((0, "Failed", "RunsNotGone"), report.ToString());
        var message = (string)report.Json["message"]!;
        message.ShouldEndWith("CancelAgents has not ended.");
        using var diedToo = new CancellationTokenSource();
        next = StepProcess.RunAsync(world, StepName.CancelAgents, name, diedToo.Token);
        await world.World.WaitAsync(() => Testimony.Phase(world.World.Objects.Find("remediations", name)!) == "Running", Cancellation);
        await diedToo.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => next);
        ((string)(await StepProcess.ReportAsync(world, Cancellation)).Json["message"]!).ShouldBe(message, "said once");
    }

    [Theory]
    [InlineData("workflow-completed", "Skipped", "AlreadyCompleted", 0)]
    [InlineData("ambiguous-workflows", "Failed", "AmbiguousWorkflow", 3)]
    public async Task ValidateEvent_PlanThatTouchesNothing_EndsThere(string scenario, string decision, string reason, int code)
    {
        await using var world = await CommandWorld.StartAsync(scenario, Cancellation);

        var result = await StepProcess.ValidateAsync(world, Cancellation);

        (result.Decision, result.Reason, result.Code).ShouldBe((decision, reason, code));
        (await StepProcess.RunAsync(world, StepName.CancelAgents, result.Remediation, Cancellation)).Decision.ShouldBe(decision);
        world.WritesOf("rex-0").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sender", null, "Malformed", 2)]
    [InlineData("ref", "refs/heads/task-99999999999", "NotATaskBranch", 0)]
    [InlineData("ref", "refs/heads/$(reboot)", "NotATaskBranch", 0)]
    [InlineData("ref", "refs/heads/task-`id`", "NotATaskBranch", 0)]
    [InlineData("ref", "refs/heads/task-3\n", "NotABranch", 0)]
    [InlineData("ref", "refs/heads/task-{{workflow.name}}", "NotATaskBranch", 0)]
    public async Task ValidateEvent_BadBody_WritesNothingAtAll(string field, string? value, string reason, int code)
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var body = JsonNode.Parse(world.Delivery.Body.Span)!.AsObject();
        body.Remove(field);
        if (value is not null)
        {
            body[field] = value;
        }

        var bad = world.Delivery with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
        var result = await StepProcess.ValidateAsync(world, Cancellation, bad);

        (result.Decision, result.Reason, result.Code).ShouldBe(("Ignored", reason, code));
        world.World.Ledger.Snapshot().ShouldNotContain(entry => entry.Identity == "rex-0" && entry.IsWrite);
    }

    private static Core.Remediations.Delivery OfOneSecond(CommandWorld world, char before, char after)
    {
        var body = JsonNode.Parse(world.Delivery.Body.Span)!.AsObject();
        body["before"] = new string(before, 40);
        body["after"] = new string(after, 40);
        return world.Delivery with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()), DeliveryId = $"{before}" };
    }

    /// <summary>Runs the steps up to and with the named one, each in a process of its own.</summary>
    private static async Task<StepProcess> RunAsync(CommandWorld world, StepName last, Core.Remediations.Delivery? delivery = null)
    {
        var result = await StepProcess.ValidateAsync(world, Cancellation, delivery);
        result.Decision.ShouldBe("Remediate", result.ToString());
        for (var step = StepName.CancelAgents; step <= last; step++)
        {
            result = await StepProcess.RunAsync(world, step, result.Remediation, Cancellation);
            result.Code.ShouldBe(0, result.ToString());
        }

        return result;
    }

    /// <summary>Runs the last step in a process that dies right after the restart write.</summary>
    private static async Task DieAfterTheRestartAsync(CommandWorld world, string name)
    {
        using var died = new CancellationTokenSource();
        var running = StepProcess.RunAsync(world, StepName.ResumePipeline, name, died.Token);
        await world.World.WaitAsync(() => Restarts(world).Count > 0, Cancellation);
        await died.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    private static async Task<RemediationPhase> PhaseAsync(CommandWorld world, string name)
    {
        await using var services = world.Services("somebody");
        var store = services.GetRequiredService<IRemediationStore>();
        return (await store.GetAsync(RemediationId.Parse(name), Cancellation))!.Status.Phase;
    }

    private static async Task<JsonNode> ExplainAsync(CommandWorld world)
    {
        await using var services = world.Services("rex-explains");
        await using var output = new StringWriter();
        (await new ExplainCommand(services, output, true).RunAsync(world.Delivery, Cancellation)).ShouldBe(0, output.ToString());
        return JsonNode.Parse(output.ToString())!;
    }

    /// <summary>What the workflow was restarted for, in the order of the restart writes.</summary>
    private static List<string> Restarts(CommandWorld world) =>
        [
            .. world
                .WritesOf("rex-0")
                .Where(entry => entry.TookEffect)
                .Select(entry => (string?)entry.Body?["metadata"]?["annotations"]?["rex.agents.platform/restarted-for"])
                .OfType<string>(),
        ];
}
