using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Running;

/// <summary>A failed remediation has left its hold, and the time-to-live of the workflow's earlier end comes near.</summary>
public class HoldWatchTests
{
    private static readonly DateTimeOffset TimerEndsAt = Samples.Now.AddHours(3);

    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _failed;

    public HoldWatchTests()
    {
        _failed = _world.Accept(Samples.Push());
        _world.RunUpTo(StepName.CancelAgents, _failed);
        _world.EditMain(workflow =>
        {
            workflow["spec"]!["ttlStrategy"] = new JsonObject { ["secondsAfterFailure"] = 4 * 3600 };
            workflow["metadata"]!["annotations"]![RexAnnotations.FinishedAt] = Plays.Text(TimerEndsAt.AddHours(-4));
        });
        Fail(_failed);
        _world.Writes.Clear();
    }

    [Fact]
    public void RunAsync_HoldLeftByAFinalFailure_IsEndedBeforeTheTimerAndTold()
    {
        Start();

        _world.Pump.RunUntil(() => _world.Writes.Count > 0);

        _world.Writes.ShouldBe(["release play-7"]);
        (TimerEndsAt - _world.Time.GetUtcNow()).ShouldBeInRange(TimeSpan.FromMinutes(10.4), TimeSpan.FromMinutes(11));
        _world.Pump.RunFor(TimeSpan.FromHours(1));
        _world.Writes.ShouldBe(["release play-7"]);
        var told = _world.Observer.Changes[^1].Status;
        told.ShouldBe(_world.Store[_failed.Id].Status);
        told.Phase.ShouldBe(RemediationPhase.Failed);
        told.Step.ShouldBe(StepName.CancelAgents);
        told.Reason.ShouldBe(ReasonCode.TimeToLiveEnds);
        told.Message.ShouldStartWith("Workflow play-7 is not held until 2026-01-05T13:01:00Z, and may go on with old code: ");
        told.NextAttemptAt!.Value.ShouldBe(TimerEndsAt.AddMinutes(1), TimeSpan.FromSeconds(1));
        told.Attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData(false, true, 1)]
    [InlineData(true, true, 0)]
    [InlineData(false, false, 0)]
    public void HoldsLeft_HoldOfAFailure_CountsWhatNothingEnds(bool isTriedAgain, bool isHeld, int left)
    {
        var failed = _world.Store[_failed.Id];
        _world.Store.Put(failed with { Status = failed.Status with { NextAttemptAt = isTriedAgain ? Samples.Now.AddMinutes(5) : null } });
        if (!isHeld)
        {
            _world.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false");
        }

        var watch = _world.Factory.CreateHoldWatch();
        watch.HoldsLeft.ShouldBe(0, "nobody watches yet");
        var running = _world.Pump.Start(() => watch.RunAsync(_world.Stop));

        _world.Pump.RunFor(TimeSpan.FromMinutes(1));

        watch.HoldsLeft.ShouldBe(left);
        _world.StopProcess();
        _world.Pump.RunUntil(() => running.IsCompleted);
        watch.HoldsLeft.ShouldBe(0, "nobody watches any more");
    }

    [Fact]
    public void HoldsLeft_HoldWasEndedForATimer_CountsItNoLonger()
    {
        var watch = _world.Factory.CreateHoldWatch();
        _world.Pump.Start(() => watch.RunAsync(_world.Stop));

        _world.Pump.RunUntil(() => _world.Writes.Count > 0);
        _world.Pump.RunFor(TimeSpan.FromMinutes(1));

        watch.HoldsLeft.ShouldBe(0);
    }

    [Fact]
    public void RunAsync_LedgerDoesNotAnswerInTime_WatchesOn()
    {
        _world.Calls.Before(Call.ListRemediations, () => throw new OperationCanceledException());
        Start();

        _world.Pump.RunUntil(() => _world.Writes.Count > 0);

        _world.Writes.ShouldBe(["release play-7"]);
        _world.Observer.LedgerFailures.ShouldHaveSingleItem();
    }

    [Fact]
    public void RunAsync_DangerIsOver_TheRunnerTakesItUpAgain()
    {
        Start();
        _world.StartRunner();

        _world.Pump.RunUntil(() => _world.Store[_failed.Id].Status.Phase == RemediationPhase.Succeeded);

        _world.Calls.TimeOf("restart play-7").ShouldBeGreaterThan(TimerEndsAt.AddMinutes(1));
        _world.Writes.Take(2).ShouldBe(["release play-7", "hold play-7"]);
    }

    [Fact]
    public void RunAsync_LeftByAnOlderOneThatTheNewestNeverFound_IsEndedAndToldOfTheNewest()
    {
        var failed = _world.Store[_failed.Id];
        _world.Store.Put(failed with { Status = failed.Status with { Phase = RemediationPhase.Superseded } });
        var newest = _world.Accept(Samples.Push('b', 'c', 1));
        Fail(newest);
        Start();

        _world.Pump.RunUntil(() => _world.Writes.Count > 0);
        _world.Pump.RunFor(TimeSpan.FromMinutes(1));

        _world.Store[newest.Id].Status.Reason.ShouldBe(ReasonCode.TimeToLiveEnds);
        _world.Store[_failed.Id].Status.Phase.ShouldBe(RemediationPhase.Superseded);
    }

    [Fact]
    public void RunAsync_TheNewestIsSupersededByTheOneThatHolds_IsEndedAndToldOfThatOne()
    {
        var superseded = _world.Accept(Samples.Push('b', 'c', 1));
        _world.Store.Put(superseded with { Status = superseded.Status with { Phase = RemediationPhase.Superseded } });
        Start();

        _world.Pump.RunUntil(() => _world.Writes.Count > 0);
        _world.Pump.RunFor(TimeSpan.FromMinutes(1));

        _world.Writes.ShouldBe(["release play-7"]);
        _world.Store[_failed.Id].Status.Reason.ShouldBe(ReasonCode.TimeToLiveEnds);
        _world.Store[superseded.Id].Status.Phase.ShouldBe(RemediationPhase.Superseded);
    }

    [Fact]
    public void RunAsync_AllAreSuperseded_IsLeftAlone()
    {
        var failed = _world.Store[_failed.Id];
        _world.Store.Put(failed with { Status = failed.Status with { Phase = RemediationPhase.Superseded } });

        ShouldStayAsItIs();
    }

    [Fact]
    public void RunAsync_SomebodyHadRetriedTheWorkflow_IsEndedBeforeTheTimerOfItsFirstEnd()
    {
        _world.EditMain(workflow =>
        {
            workflow["metadata"]!["annotations"]!.AsObject().Remove(RexAnnotations.FinishedAt);
            workflow["status"]!["startedAt"] = Plays.Text(Samples.Now);
        });
        Start();

        _world.Pump.RunUntil(() => _world.Writes.Count > 0);

        _world.Writes.ShouldBe(["release play-7"]);
        (_world.Time.GetUtcNow() - Samples.Now).ShouldBeLessThan(TimeSpan.FromHours(4) - TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(RemediationPhase.Accepted)]
    [InlineData(RemediationPhase.Running)]
    public void RunAsync_NewestHasNotFailed_IsLeftToWhoeverWorksOnIt(RemediationPhase phase)
    {
        var newest = _world.Accept(Samples.Push('b', 'c', 1));
        _world.Store.Put(newest with { Status = newest.Status with { Phase = phase } });
        Start();

        _world.Pump.RunFor(TimeSpan.FromHours(4));

        _world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_NotHeld_IsLeftAlone()
    {
        _world.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false");

        ShouldStayAsItIs();
    }

    [Fact]
    public void RunAsync_NoTimer_IsLeftAlone()
    {
        _world.EditMain(workflow => workflow["spec"]!.AsObject().Remove("ttlStrategy"));

        ShouldStayAsItIs();
    }

    [Fact]
    public void RunAsync_WorkflowIsGone_IsLeftAlone()
    {
        _world.Workflows.Remove("play-7");

        ShouldStayAsItIs();
    }

    [Fact]
    public void RunAsync_TakenUpAtTheSameTime_IsLeftToThatAttempt()
    {
        _world.Calls.Before(
            Call.UpdateStatus,
            () =>
                _world.Store.Put(
                    _failed with
                    {
                        Status = _world.Store[_failed.Id].Status with { Phase = RemediationPhase.Running, Attempts = 9 },
                    }
                )
        );
        Start();

        _world.Pump.RunFor(TimeSpan.FromHours(4));

        _world.Writes.ShouldBeEmpty();
        _world.Observer.LedgerFailures.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_DangerIsOverMeanwhile_TheRemediationIsLeftOpenAndHeld()
    {
        _world.Calls.After(Call.UpdateStatus, () => _world.Time.Advance(TimeSpan.FromMinutes(13)));
        Start();

        _world.Pump.RunFor(TimeSpan.FromHours(4));

        _world.Writes.ShouldBeEmpty();
        _world.Store[_failed.Id].HasEnded.ShouldBeFalse("the runner takes up what is open");
    }

    [Fact]
    public void RunAsync_HoldCannotBeEnded_IsTriedAgainAtTheNextLook()
    {
        _world.Calls.Before(Call.PatchWorkflow, () => throw new PlatformException(ReasonCode.NetworkError, "Away."), on: "release play-7");
        Start();

        _world.Pump.RunUntil(() => _world.Writes.Count > 0);
        _world.Pump.RunFor(TimeSpan.FromSeconds(1));

        (TimerEndsAt - _world.Time.GetUtcNow()).ShouldBeGreaterThan(TimeSpan.FromMinutes(10));
        _world
            .Observer.Changes.Select(one => one.Status.Reason)
            .Distinct()
            .TakeLast(2)
            .ShouldBe([ReasonCode.NetworkError, ReasonCode.TimeToLiveEnds]);
    }

    [Fact]
    public void RunAsync_OneWorkflowCannotBeRead_LooksAtTheOthersAndAgain()
    {
        var other = _world.Accept(Samples.Push(task: 8));
        Fail(other with { Status = other.Status with { Workflow = new ObjectReference("play-8", "uid-of-play-8") } });
        _world.Calls.BeforeEvery(Call.GetWorkflow, () => throw new PlatformException(ReasonCode.ServerError, "Broken."), on: "play-8");
        _world.Calls.Before(Call.ListRemediations, () => throw new PlatformException(ReasonCode.NetworkError, "Away."));
        Start();

        _world.Pump.RunUntil(() => _world.Writes.Count > 0);

        _world.Writes.ShouldBe(["release play-7"]);
        _world.Observer.LedgerFailures.Select(one => one.Reason).Distinct().ShouldBe([ReasonCode.NetworkError, ReasonCode.ServerError]);
    }

    [Fact]
    public void RunAsync_Stopped_Ends()
    {
        var running = Start();
        _world.Pump.RunFor(TimeSpan.FromMinutes(5));

        _world.StopProcess();
        _world.Pump.RunUntil(() => running.IsCompleted);

        running.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private Task Start() => _world.Pump.Start(() => _world.Factory.CreateHoldWatch().RunAsync(_world.Stop));

    private void Fail(Remediation remediation)
    {
        var entry = remediation.Status.Workflow is null ? _world.Store[remediation.Id] : remediation;
        _world.Store.Put(entry with { Status = entry.Status with { Phase = RemediationPhase.Failed, Reason = ReasonCode.AccessLost } });
    }

    private void ShouldStayAsItIs()
    {
        var before = _world.Store[_failed.Id];
        Start();

        _world.Pump.RunFor(TimeSpan.FromHours(4));

        _world.Writes.ShouldBeEmpty();
        _world.Store[_failed.Id].ShouldBe(before);
        _world.Observer.LedgerFailures.ShouldBeEmpty();
    }
}
