using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Simulator.Oracles;
using static Rex.Simulator.Tests.Modes.StepRuns;

namespace Rex.Simulator.Tests.Modes;

/// <summary>What the first step makes of an event, and how a remediation ends whose steps are processes.</summary>
public sealed class StepEventTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
}
