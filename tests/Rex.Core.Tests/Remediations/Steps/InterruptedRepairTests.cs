using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>What happens while a disturbed restart is repaired.</summary>
public class InterruptedRepairTests : DisturbedRestart
{
    [Theory]
    [InlineData("hold play-7")]
    [InlineData("repair play-7")]
    public void RunAsync_SomebodyWritesFirstInTheRepair_DoesItOnTheNewState(string write)
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.Before(Call.PatchWorkflow, TheWorld.TouchMain, on: write);

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(RestartHoldRepair);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_CrashInTheRepair_NextProcessFinishesIt()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.After(Call.PatchWorkflow, TheWorld.Crash, on: "hold play-7");
        Should.Throw<OperationCanceledException>(() => Run());
        TheWorld.StartAgain();

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(RestartHoldRepair);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_CrashAfterTheHoldOfARepairOfAGoodTree_EndsTheHoldAllTheSame()
    {
        AfterTakeUp(() => TheWorld.AddPod("testingRun"));
        TheWorld.Calls.After(Call.DeletePod, TheWorld.Crash);
        Should.Throw<OperationCanceledException>(() => Run());
        TheWorld.StartAgain();
        TheWorld.Pump.RunFor(TimeSpan.FromSeconds(10));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Observer.Notes[^1].ShouldContain("a repair was begun and not finished");
        Hold.HolderOf(TheWorld.Main()).ShouldBeNull();
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void RunAsync_NewerPushThatWouldLeaveTheTreeAsItIs_LeavesTheHoldOfTheRepair(bool isStopped, bool inPart)
    {
        LeaveTheRepair(inPart);
        if (isStopped)
        {
            TheWorld.EditMain(workflow => workflow["spec"]!["shutdown"] = "Stop");
        }

        var newer = TheWorld.Accept(Samples.Push('b', 'c', 1));

        var failure = Should.Throw<PlatformException>(() => TheWorld.RunUpTo(StepName.ResetWorkflow, newer));

        failure.Reason.ShouldBe(ReasonCode.RestartNotSeen);
        failure.Message.ShouldContain(Id.Value);
        Hold.HolderOf(TheWorld.Main()).ShouldBe(Id.Value);
        TheWorld.Writes.ShouldNotContain("release play-7");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RemediationPhase.Skipped)]
    public void RunAsync_NewerPushFindsTheHoldOfARepairThatNobodyMakes_EndsItAsBefore(RemediationPhase? phase)
    {
        LeaveTheRepair(inPart: false);
        var older = TheWorld.Store[Id];
        TheWorld.Store.Remove(Id);
        if (phase is { } ended)
        {
            TheWorld.Store.Put(older with { Status = older.Status with { Phase = ended } });
        }

        var newer = TheWorld.Accept(Samples.Push('b', 'c', 1));

        TheWorld.Run(StepName.ValidateEvent, newer).ShouldBeOfType<StepOutcome.End>().Reason.ShouldBe(ReasonCode.NotStarted);

        Hold.HolderOf(TheWorld.Main()).ShouldBeNull();
    }

    [Fact]
    public void RunAsync_NewerPushFindsTheHoldOfAFailureBeforeItsRestart_EndsIt()
    {
        TheWorld.EditMain(workflow => workflow["status"]!["nodes"]![Plays.Id("root")]!["phase"] = "Succeeded");
        var older = TheWorld.Store[Id];
        TheWorld.Store.Put(older with { Status = older.Status with { Phase = RemediationPhase.Failed, Reason = ReasonCode.AccessLost } });
        var newer = TheWorld.Accept(Samples.Push('b', 'c', 1));

        TheWorld.Run(StepName.ValidateEvent, newer).ShouldBeOfType<StepOutcome.End>().Reason.ShouldBe(ReasonCode.AlreadyCompleted);

        Hold.HolderOf(TheWorld.Main()).ShouldBeNull();
    }

    [Theory]
    [InlineData(ReasonCode.RunsNotGone)]
    [InlineData(ReasonCode.AccessLost)]
    public void RunAsync_NewerPushCameDuringARepairThatFailed_WaitsForThatAndRestartsThen(ReasonCode reason)
    {
        LeaveTheRepair(inPart: true);
        var newer = TheWorld.Accept(Samples.Push('b', 'c', 1) with { PushedAt = TheWorld.Time.GetUtcNow() });
        TheWorld.Pump.RunFor(TimeSpan.FromSeconds(10));
        var older = TheWorld.Store[Id];
        var failed = older.Status with { Phase = RemediationPhase.Failed, Reason = reason, FinishedAt = TheWorld.Time.GetUtcNow() };
        TheWorld.Store.Put(older with { Status = failed });

        TheWorld.StartRunner();
        TheWorld.Pump.RunUntil(() => TheWorld.Store[newer.Id].Status.Phase == RemediationPhase.Succeeded);

        TheWorld.Store[Id].Status.Reason.ShouldBe(ReasonCode.Restarted);
        TheWorld
            .Writes.Where(write => write.StartsWith("re", StringComparison.Ordinal))
            .ShouldBe(["restart play-7", "repair play-7", "restart play-7"]);
    }

    [Theory]
    [InlineData(RexAnnotations.RestartedFor)]
    [InlineData(RexAnnotations.HeldAt)]
    [InlineData(RexAnnotations.HeldBy)]
    public void RunAsync_NotItsRepairAnyMore_DeletesNothing(string annotation)
    {
        AfterRestart(() =>
        {
            TheWorld.BringBackInPart("testing");
            TheWorld.AddPod("testingRun");
        });
        TheWorld.Calls.After(
            Call.PatchWorkflow,
            () => TheWorld.EditMain(workflow => workflow["metadata"]!["annotations"]!.AsObject().Remove(annotation)),
            on: "hold play-7"
        );

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.Conflict);

        TheWorld.Writes.ShouldBe(["restart play-7", "hold play-7"]);
    }

    [Fact]
    public void RunAsync_WorkflowGoesInTheRepair_SaysSo()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.Before(Call.PatchWorkflow, () => TheWorld.Workflows.Remove("play-7"), on: "hold play-7");

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);
    }

    [Fact]
    public void RunAsync_WorkflowGoesUnderTheHoldOfTheRepair_SaysSo()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.After(
            Call.PatchWorkflow,
            () => TheWorld.Time.Later(TimeSpan.FromMilliseconds(500), () => TheWorld.Workflows.Remove("play-7")),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);
    }

    [Fact]
    public void RunAsync_WorkflowIsMadeAnewInTheRepair_SaysSo()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.Before(
            Call.PatchWorkflow,
            () => TheWorld.EditMain(workflow => workflow["metadata"]!["uid"] = "another"),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);
    }

    [Fact]
    public void RunAsync_NewerRemediationRestartsInTheRepair_LeavesItToThat()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.Before(
            Call.PatchWorkflow,
            () =>
                TheWorld.EditMain(workflow =>
                    workflow["metadata"]!["annotations"]![RexAnnotations.RestartedFor] = Samples.Push('b', 'c', 1).Id.Value
                ),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.NewerPush);

        TheWorld.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_HoldOfTheRepairIsTakenAway_IsPutOnAgain()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.After(
            Call.PatchWorkflow,
            () =>
                TheWorld.Time.Later(
                    TimeSpan.FromMilliseconds(500),
                    () => TheWorld.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false")
                ),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7", "hold play-7", "hold play-7", "repair play-7"]);
    }

    [Fact]
    public void RunAsync_HoldOfTheRepairIsGoneInItsAnswer_IsPutOnAgain()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        var done = false;
        TheWorld.Workflows.Changed += _ =>
        {
            if (!done && Hold.HolderOf(TheWorld.Main()) is not null)
            {
                done = true;
                TheWorld.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false");
            }
        };

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7", "hold play-7", "hold play-7", "repair play-7"]);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_RunAppearsInTheRepair_IsCancelledBeforeItsWrite()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.After(
            Call.PatchWorkflow,
            () => TheWorld.Time.Later(TimeSpan.FromMilliseconds(500), () => TheWorld.AddRun("tess-2")),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7", "hold play-7", "delete run tess-2", "repair play-7"]);
    }

    /// <summary>The restart is made and disturbed, without a quality node; the process that was to repair it is gone, and its hold stands.</summary>
    private void LeaveTheRepair(bool inPart)
    {
        AfterRestart(() =>
        {
            if (inPart)
            {
                TheWorld.BringBackInPart("testing");
            }
            else
            {
                TheWorld.BringBack("testing", "testing0", "testingRun");
            }
        });
        TheWorld.Calls.After(Call.PatchWorkflow, TheWorld.Crash, on: "hold play-7");
        Should.Throw<OperationCanceledException>(() => Run());
        TheWorld.StartAgain();
    }
}
