using System.Text;
using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Tests.Pushes;

namespace Rex.Core.Tests.Remediations.Running;

public class RemediationRunnerTests
{
    private readonly World _world = World.G2WhileTesting();

    [Fact]
    public void RunAsync_AcceptedPush_IsWorkedOnAtOnce()
    {
        _world.Options = _world.Options with { Pushes = new PushOptions { Repositories = ["5dlabs/cto"] } };
        var runner = _world.Factory.CreateRunner();
        _ = _world.Pump.Start(() => runner.RunAsync(_world.Stop));
        _world.Pump.RunFor(TimeSpan.FromSeconds(7));
        var acceptedAt = _world.Time.GetUtcNow();

        var delivery = new Delivery("push", PushContentType.Json, Encoding.UTF8.GetBytes(PushBody.Text), null);
        var id = _world.Pump.Run(() => runner.AcceptAsync(delivery, CancellationToken.None)).Id!;
        _world.RunUntilAllEnded();

        _world.Store[id].Status.Reason.ShouldBe(ReasonCode.WorkflowNotFound);
        _world.Store[id].Status.StartedAt!.Value.ShouldBe(acceptedAt, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void QueueDepth_WhileItWorksAndAfter_CountsWhatHasNotEnded()
    {
        _world.AddRun("slow", goneAfter: TimeSpan.FromSeconds(40));
        _world.Accept(Samples.Push());
        var other = _world.Accept(Samples.Push(task: 8));
        _world.Store.Put(other with { Status = other.Status with { Phase = RemediationPhase.Skipped } });
        var third = _world.Accept(Samples.Push(task: 9));
        _world.Store.Put(third with { Status = third.Status with { Phase = RemediationPhase.Succeeded } });
        var runner = _world.Factory.CreateRunner();
        (runner.QueueDepth, runner.ActiveTasks).ShouldBe((0, 0), "nobody works yet");

        var running = _world.Pump.Start(() => runner.RunAsync(_world.Stop));
        _world.Pump.RunFor(TimeSpan.FromSeconds(5));
        (runner.QueueDepth, runner.ActiveTasks).ShouldBe((1, 1));

        _world.StopProcess();
        _world.Pump.RunUntil(() => running.IsCompleted);
        (runner.QueueDepth, runner.ActiveTasks).ShouldBe((0, 0), "nobody works any more");
    }

    [Fact]
    public void RunAsync_UnfinishedOnesInTheLedger_AreTakenUpAtTheStart()
    {
        var remediation = _world.Accept(Samples.Push());
        _world.Store.Put(remediation with { Status = remediation.Status with { Phase = RemediationPhase.Running, Attempts = 1 } });

        _world.StartRunner();
        _world.RunUntilAllEnded();

        var status = _world.Store[remediation.Id].Status;
        status.Phase.ShouldBe(RemediationPhase.Succeeded);
        status.Attempts.ShouldBe(2);
        _world.Observer.LedgerFailures.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_TwoProcesses_DoNotTakeTheWorkFromEachOtherForEver()
    {
        _world.AddRun("slow", goneAfter: TimeSpan.FromSeconds(25));
        _world.StartRunner();
        _world.Pump.RunFor(TimeSpan.FromSeconds(15));
        _world.StartRunner();
        _world.Pump.RunFor(TimeSpan.FromSeconds(14));

        var remediation = _world.Accept(Samples.Push());
        _world.RunUntilAllEnded();

        _world.Store[remediation.Id].Status.Reason.ShouldBe(ReasonCode.Restarted);
        _world.Store[remediation.Id].Status.Attempts.ShouldBe(2);
        _world.Writes.Count(write => write == "restart play-7").ShouldBe(1);
    }

    [Fact]
    public void RunAsync_ProcessThatTookTheWorkOverDies_IsTakenUpWhenItsAttemptMustBeOver()
    {
        _world.Calls.After(Call.ListPulls, () => TakeOver());
        var remediation = _world.Accept(Samples.Push());
        _world.StartRunner();

        _world.Pump.RunFor(TimeSpan.FromSeconds(295));
        _world.Store[remediation.Id].Status.Attempts.ShouldBe(2);
        _world.RunUntilAllEnded();

        _world.Store[remediation.Id].Status.Reason.ShouldBe(ReasonCode.Restarted);
        _world.Store[remediation.Id].Status.FinishedAt!.Value.ShouldBeInRange(Samples.Now.AddSeconds(300), Samples.Now.AddSeconds(330));
    }

    [Fact]
    public void RunAsync_TakenOverAfterAScan_IsNotTakenBackAtOnce()
    {
        _world.AddRun("slow", goneAfter: TimeSpan.FromSeconds(40));
        _world.Time.Later(TimeSpan.FromSeconds(35), TakeOver);
        var remediation = _world.Accept(Samples.Push());
        _world.StartRunner();

        _world.Pump.RunFor(TimeSpan.FromSeconds(290));

        _world.Store[remediation.Id].Status.Attempts.ShouldBe(2);
    }

    [Fact]
    public void RunAsync_TakenOverBesideAnEndedOne_IsNotTakenBackAtOnce()
    {
        var ended = _world.Accept(Samples.Push('9', 'a', 60));
        _world.Store.Put(ended with { Status = ended.Status with { Phase = RemediationPhase.Skipped } });
        _world.AddRun("slow", goneAfter: TimeSpan.FromSeconds(40));
        var remediation = _world.Accept(Samples.Push());
        _world.Time.Later(TimeSpan.FromSeconds(35), () => TakeOver(remediation.Id));
        _world.StartRunner();

        _world.Pump.RunFor(TimeSpan.FromSeconds(290));

        _world.Store[remediation.Id].Status.Attempts.ShouldBe(2);
    }

    [Fact]
    public void RunAsync_SeveralOfATaskDueBetweenTwoScans_BeginsWithTheFirstThatIsDue()
    {
        _world.Options = _world.Options with { Deadlines = new DeadlineOptions { ScanEvery = TimeSpan.FromHours(1) } };
        var later = _world.Accept(Samples.Push(task: 8));
        var first = _world.Accept(Samples.Push('b', 'c', 1, task: 8));
        foreach (var (remediation, minutes) in new[] { (later, 20), (first, 10) })
        {
            var due = Samples.Now.AddMinutes(minutes);
            _world.Store.Put(remediation with { Status = remediation.Status with { NextAttemptAt = due } });
        }

        _world.StartRunner();
        _world.RunUntilAllEnded();

        _world.Store[first.Id].Status.StartedAt!.Value.ShouldBe(Samples.Now.AddMinutes(10), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void RunAsync_ProcessThatTookTheWorkOverEndsIt_WorksOnTheNextPushAtOnce()
    {
        _world.Calls.After(Call.ListPulls, () => TakeOver());
        _world.Accept(Samples.Push());
        _world.StartRunner();
        _world.Pump.RunFor(TimeSpan.FromSeconds(40));
        var entry = _world.Store.All.Single();
        _world.Store.Put(entry with { Status = entry.Status with { Phase = RemediationPhase.Superseded } });

        var newer = _world.Accept(Samples.Push('b', 'c', 1));
        _world.RunUntilAllEnded();

        _world.Store[newer.Id].Status.StartedAt!.Value.ShouldBeLessThanOrEqualTo(Samples.Now.AddSeconds(61));
    }

    [Fact]
    public void RunAsync_WorkThatNobodyAnnounced_IsFoundByTheNextScan()
    {
        _world.StartRunner();
        _world.Pump.RunFor(TimeSpan.FromSeconds(5));

        var remediation = _world.Accept(Samples.Push());
        _world.RunUntilAllEnded();

        _world.Store[remediation.Id].Status.StartedAt!.Value.ShouldBe(Samples.Now.AddSeconds(30), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void RunAsync_EndedOnes_AreLeftAlone()
    {
        foreach (
            var (after, phase) in new[]
            {
                ('b', RemediationPhase.Succeeded),
                ('c', RemediationPhase.Skipped),
                ('d', RemediationPhase.Superseded),
            }
        )
        {
            var remediation = _world.Accept(Samples.Push('a', after));
            _world.Store.Put(remediation with { Status = remediation.Status with { Phase = phase } });
        }

        _world.StartRunner();
        _world.Pump.RunFor(TimeSpan.FromHours(1));

        _world.Calls.CountOf(Call.UpdateStatus).ShouldBe(0);
        _world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_TransientFailure_IsTakenUpAgainAfterThePause()
    {
        _world.Calls.BeforeEvery(Call.ListPulls, () => throw new PlatformException(ReasonCode.ServerError, "It broke."));
        var remediation = _world.Accept(Samples.Push());
        _world.StartRunner();
        _world.RunUntilAllEnded();
        var failed = _world.Store[remediation.Id].Status;
        _world.Calls.Forget();

        _world.Pump.RunUntil(() => _world.Store[remediation.Id].Status.Phase == RemediationPhase.Succeeded);

        failed.Phase.ShouldBe(RemediationPhase.Failed);
        var takenUp = _world.Observer.Changes.First(one => one.Status.Attempts == 2);
        takenUp.Status.Phase.ShouldBe(RemediationPhase.Running);
        (_world.Time.GetUtcNow() - failed.FinishedAt!.Value).ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));
    }

    [Fact]
    public void RunAsync_FailsForADay_IsGivenUp()
    {
        _world.Calls.BeforeEvery(Call.ListPulls, () => throw new PlatformException(ReasonCode.ServerError, "It broke."));
        _world.Options = _world.Options with
        {
            Deadlines = new DeadlineOptions
            {
                ScanEvery = TimeSpan.FromHours(1),
                RetryDelay = TimeSpan.FromMinutes(2),
                MaxRetryDelay = TimeSpan.FromMinutes(2),
            },
        };
        var remediation = _world.Accept(Samples.Push());
        _world.StartRunner();

        _world.Pump.RunFor(TimeSpan.FromHours(30));

        var status = _world.Store[remediation.Id].Status;
        status.Phase.ShouldBe(RemediationPhase.Failed);
        status.FinishedAt!.Value.ShouldBeInRange(Samples.Now.AddHours(23.8), Samples.Now.AddHours(24.1));
        status.NextAttemptAt.ShouldBeNull();
        _world.Observer.Changes[^1].Status.Message.ShouldContain("It is given up");
    }

    [Fact]
    public void RunAsync_FinalFailure_IsNeverTakenUpAgain()
    {
        _world.Calls.BeforeEvery(Call.ListPulls, () => throw new PlatformException(ReasonCode.AccessLost, "Not allowed."));
        var remediation = _world.Accept(Samples.Push());
        _world.StartRunner();

        _world.Pump.RunFor(TimeSpan.FromHours(2));

        _world.Store[remediation.Id].Status.Attempts.ShouldBe(1);
    }

    [Fact]
    public void RunAsync_Deferred_IsTakenUpWhenItIsDueAndNotBefore()
    {
        var world = World.G1AtTheGate();
        world.EditMain(workflow => workflow["status"]!["nodes"]![Plays.Id("gate")]!["startedAt"] = Plays.Text(Samples.Now.AddMinutes(-10)));
        var remediation = world.Accept(Samples.Push());
        world.StartRunner();

        world.Pump.RunFor(TimeSpan.FromMinutes(19));
        world.Store[remediation.Id].Status.NextAttemptAt.ShouldBe(Samples.Now.AddMinutes(20));
        world.Store[remediation.Id].Status.Attempts.ShouldBe(1);
        world.Writes.ShouldBeEmpty();

        world.RunUntilAllEnded();
        world.Store[remediation.Id].Status.Reason.ShouldBe(ReasonCode.GateOpened);
        world.Calls.TimeOf("restart play-7").ShouldBe(Samples.Now.AddMinutes(20), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void RunAsync_DeferredBetweenTwoScans_IsTakenUpWhenItIsDue()
    {
        _world.Options = _world.Options with { Deadlines = new DeadlineOptions { ScanEvery = TimeSpan.FromHours(1) } };
        _world.Calls.BeforeEvery(Call.ListPulls, () => throw new PlatformException(ReasonCode.ServerError, "It broke."));
        var remediation = _world.Accept(Samples.Push());
        _world.StartRunner();
        _world.RunUntilAllEnded();
        var due = _world.Store[remediation.Id].Status.NextAttemptAt!.Value;

        _world.Pump.RunUntil(() => _world.Store[remediation.Id].Status.Attempts == 2);

        _world.Time.GetUtcNow().ShouldBe(due, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void RunAsync_SeveralDueBetweenTwoScans_EachIsTakenUpWhenItIsDue()
    {
        _world.Calls.Latency = TimeSpan.Zero;
        _world.Options = _world.Options with { Deadlines = new DeadlineOptions { ScanEvery = TimeSpan.FromHours(1) } };
        var remediations = new[] { Samples.Push(task: 8), Samples.Push(task: 9), Samples.Push(task: 10) }.Select(_world.Accept).ToList();
        foreach (var (remediation, minutes) in remediations.Zip([20, 10, 30]))
        {
            var due = Samples.Now.AddMinutes(minutes);
            _world.Store.Put(remediation with { Status = remediation.Status with { NextAttemptAt = due } });
        }

        _world.StartRunner();
        _world.RunUntilAllEnded();

        remediations.Select(one => (_world.Store[one.Id].Status.StartedAt!.Value - Samples.Now).TotalMinutes).ShouldBe([20, 10, 30]);
    }

    [Fact]
    public void RunAsync_DueWhileTheLedgerIsRead_IsTakenUpAtOnce()
    {
        _world.Calls.Latency = TimeSpan.FromMilliseconds(3);
        var remediation = _world.Accept(Samples.Push());
        var due = Samples.Now.AddMilliseconds(0.5);
        _world.Store.Put(remediation with { Status = remediation.Status with { NextAttemptAt = due } });

        _world.StartRunner();
        _world.RunUntilAllEnded();

        _world.Store[remediation.Id].Status.StartedAt!.Value.ShouldBe(due, TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public void RunAsync_LedgerCannotBeRead_LooksAgainAtTheNextScan()
    {
        _world.Calls.Before(Call.ListRemediations, () => throw new PlatformException(ReasonCode.NetworkError, "No connection."), on: "all");
        var remediation = _world.Accept(Samples.Push());

        _world.StartRunner();
        _world.RunUntilAllEnded();

        _world.Observer.LedgerFailures.Single().Reason.ShouldBe(ReasonCode.NetworkError);
        _world.Store[remediation.Id].Status.StartedAt!.Value.ShouldBe(Samples.Now.AddSeconds(30), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void RunAsync_LedgerCannotBeReadWhenSomethingIsDue_IsNotHammered()
    {
        var waits = _world.Accept(Samples.Push());
        _world.Store.Put(waits with { Status = waits.Status with { NextAttemptAt = _world.Time.GetUtcNow().AddSeconds(40) } });
        _world.StartRunner();
        _world.Pump.RunFor(TimeSpan.FromSeconds(20));
        _world.Calls.BeforeEvery(Call.ListRemediations, () => throw new PlatformException(ReasonCode.NetworkError, "No connection."));

        _world.Pump.RunFor(TimeSpan.FromMinutes(10));

        _world.Observer.LedgerFailures.Count.ShouldBeInRange(19, 22);
    }

    [Fact]
    public void RunAsync_LedgerRefusesWrites_IsNotHammered()
    {
        _world.Calls.BeforeEvery(Call.UpdateStatus, () => throw new PlatformException(ReasonCode.PermissionMissing, "May not patch."));
        _world.Accept(Samples.Push());
        _world.StartRunner();

        _world.Pump.RunFor(TimeSpan.FromMinutes(10));

        _world.Observer.LedgerFailures.Count.ShouldBeInRange(19, 22);
    }

    [Fact]
    public void RunAsync_LedgerFailsInAWayNobodyThoughtOf_GoesOnAllTheSame()
    {
        _world.Calls.Before(Call.ListRemediations, () => throw new InvalidOperationException("Nobody thought of this."), on: "all");
        _world.Calls.Before(Call.ListRemediations, () => throw new TaskCanceledException("A client gave up."), on: "task");
        var remediation = _world.Accept(Samples.Push());

        _world.StartRunner();
        _world.RunUntilAllEnded();

        _world.Store[remediation.Id].Status.Phase.ShouldBe(RemediationPhase.Succeeded);
        _world.Observer.LedgerFailures.ShouldAllBe(error => error.Reason == ReasonCode.Unexpected);
        _world.Observer.LedgerFailures.Count.ShouldBe(2);
    }

    [Fact]
    public void RunAsync_LedgerFailsWhileTheProcessStops_EndsWithoutAnError()
    {
        _world.Calls.Before(
            Call.ListRemediations,
            () =>
            {
                _world.StopProcess();
                throw new PlatformException(ReasonCode.NetworkError, "No connection.");
            }
        );

        _world.Pump.Run(_world.StartRunner);

        _world.Observer.LedgerFailures.Single().Reason.ShouldBe(ReasonCode.NetworkError);
    }

    [Fact]
    public void RunAsync_StoppedWhileSomethingCannotBeStopped_EndsAfterIt()
    {
        var ended = false;
        var step = new ScriptedStep(
            _world,
            StepName.ValidateEvent,
            async _ =>
            {
                await Task.Delay(TimeSpan.FromSeconds(10), _world.Time, CancellationToken.None);
                ended = true;
                return new StepOutcome.Continue("Done.");
            }
        );
        var deadlines = _world.Options.Deadlines;
        var pipeline = new RemediationPipeline([step], _world.Store, _world.Observer, deadlines, _world.Time, () => 0);
        var decider = new PushDecider(new PushPolicy(_world.Options.Pushes));
        var runner = new RemediationRunner(decider, pipeline, _world.Store, _world.Observer, deadlines, _world.Time);
        _world.Accept(Samples.Push());
        _world.Time.Later(TimeSpan.FromSeconds(5), _world.StopProcess);

        _world.Pump.Run(() => runner.RunAsync(_world.Stop));

        ended.ShouldBeTrue();
    }

    [Fact]
    public void RunAsync_StoppedWhileIdle_Ends()
    {
        var running = _world.StartRunner();
        _world.Pump.RunFor(TimeSpan.FromSeconds(7));

        _world.StopProcess();
        _world.Pump.RunUntil(() => running.IsCompleted);

        running.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void RunAsync_StoppedBeforeItsFirstLook_Ends()
    {
        _world.StopProcess();

        _world.Pump.Run(_world.StartRunner);

        _world.Calls.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(Call.ListRemediations)]
    [InlineData(Call.DeleteRun)]
    [InlineData(Call.PatchWorkflow)]
    [InlineData(Call.UpdateStatus)]
    public void RunAsync_StoppedAtWork_EndsWithoutAnErrorAndTheNextOneGoesOn(Call at)
    {
        var remediation = _world.Accept(Samples.Push());
        _world.Calls.After(at, _world.StopProcess);
        _world.Pump.Run(_world.StartRunner);
        _world.Store[remediation.Id].HasEnded.ShouldBeFalse();

        _world.StartAgain();
        _world.StartRunner();
        _world.RunUntilAllEnded();

        _world.Store[remediation.Id].Status.Phase.ShouldBe(RemediationPhase.Succeeded);
        _world.Writes.Count(write => write == "restart play-7").ShouldBe(1);
    }

    /// <summary>Another process takes the only remediation up.</summary>
    private void TakeOver() => TakeOver(_world.Store.All.Single().Id);

    private void TakeOver(RemediationId id)
    {
        var entry = _world.Store[id];
        _world.Store.Put(entry with { Status = entry.Status with { Attempts = entry.Status.Attempts + 1 } });
    }
}
