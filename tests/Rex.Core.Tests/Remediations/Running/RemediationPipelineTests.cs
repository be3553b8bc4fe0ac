using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Running;

public class RemediationPipelineTests
{
    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _remediation;

    public RemediationPipelineTests()
    {
        _world.Calls.Latency = TimeSpan.Zero;
        _remediation = _world.Accept(Samples.Push());
    }

    [Fact]
    public void RunAsync_StepsGoThrough_RunsEachOnceInOrder()
    {
        var first = new ScriptedStep(_world, StepName.ValidateEvent);
        var second = new ScriptedStep(_world, StepName.CancelAgents, ScriptedStep.Ends(Restarted()));

        var status = Run(first, second);

        first.RunAt.ShouldBe([Samples.Now]);
        second.RunAt.ShouldBe([Samples.Now]);
        status.Phase.ShouldBe(RemediationPhase.Succeeded);
        status.Step.ShouldBe(StepName.CancelAgents);
        _world
            .Observer.Changes.Select(one => (one.Status.Phase, one.Status.Step))
            .ShouldBe([
                (RemediationPhase.Running, null),
                (RemediationPhase.Running, StepName.ValidateEvent),
                (RemediationPhase.Running, StepName.ValidateEvent),
                (RemediationPhase.Running, StepName.CancelAgents),
                (RemediationPhase.Succeeded, StepName.CancelAgents),
            ]);
    }

    [Fact]
    public void RunAsync_StepEndsIt_RunsNoFurtherStep()
    {
        var first = new ScriptedStep(
            _world,
            StepName.ValidateEvent,
            ScriptedStep.Ends(new StepOutcome.End(ReasonCode.AlreadyCovered, "QA looks at it."))
        );
        var second = new ScriptedStep(_world, StepName.CancelAgents);

        Run(first, second).Phase.ShouldBe(RemediationPhase.Skipped);

        second.RunAt.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_NoStepEndsIt_StaysOpenForTheNextOne()
    {
        Run(new ScriptedStep(_world, StepName.ValidateEvent)).Phase.ShouldBe(RemediationPhase.Running);
    }

    [Fact]
    public void RunAsync_StepDefers_RunsNoFurtherStepAndWaitsUntilThen()
    {
        var until = Samples.Now.AddMinutes(20);
        var first = new ScriptedStep(_world, StepName.ValidateEvent, ScriptedStep.Ends(new StepOutcome.Defer(until, "The gate waits.")));
        var second = new ScriptedStep(_world, StepName.CancelAgents);

        var status = Run(first, second);

        second.RunAt.ShouldBeEmpty();
        status.Phase.ShouldBe(RemediationPhase.Running);
        status.NextAttemptAt.ShouldBe(until);
    }

    [Fact]
    public void RunAsync_TransientFailures_TriesAgainWithDoublingPauses()
    {
        var step = new ScriptedStep(
            _world,
            StepName.ResumePipeline,
            ScriptedStep.Fails(ReasonCode.NetworkError),
            ScriptedStep.Fails(ReasonCode.ServerError),
            ScriptedStep.Fails(ReasonCode.Conflict),
            ScriptedStep.Ends(Restarted())
        );

        Run(step).Phase.ShouldBe(RemediationPhase.Succeeded);

        step.RunAt.Select(at => (at - Samples.Now).TotalSeconds).ShouldBe([0, 0.5, 1.5, 3.5]);
        _world
            .Observer.Changes.Where(one => one.Status.Reason is not null)
            .Select(one => one.Status.Reason)
            .ShouldBe([ReasonCode.NetworkError, ReasonCode.ServerError, ReasonCode.Conflict, ReasonCode.Restarted]);
    }

    [Fact]
    public void RunAsync_OtherSideAskedToWait_WaitsThatLong()
    {
        var step = new ScriptedStep(
            _world,
            StepName.ResumePipeline,
            ScriptedStep.Fails(ReasonCode.RateLimited, TimeSpan.FromSeconds(77)),
            ScriptedStep.Ends(Restarted())
        );

        Run(step);

        step.RunAt[1].ShouldBe(Samples.Now.AddSeconds(77));
    }

    [Fact]
    public void RunAsync_OtherSideAskedForMoreThanThereIsTime_FailsAtOnceAndIsTakenUpThen()
    {
        var step = new ScriptedStep(_world, StepName.ResumePipeline, ScriptedStep.Fails(ReasonCode.RateLimited, TimeSpan.FromMinutes(50)));

        var status = Run(step);

        status.Phase.ShouldBe(RemediationPhase.Failed);
        status.FinishedAt.ShouldBe(Samples.Now);
        status.NextAttemptAt.ShouldBe(Samples.Now.AddMinutes(50));
    }

    [Fact]
    public void RunAsync_OtherSideAskedForAllTheTimeThatIsLeft_FailsAtOnce()
    {
        var step = new ScriptedStep(
            _world,
            StepName.ResumePipeline,
            ScriptedStep.Fails(ReasonCode.RateLimited, _world.Options.Deadlines.Remediation)
        );

        Run(step).FinishedAt.ShouldBe(Samples.Now);

        step.RunAt.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ReasonCode.AccessLost)]
    [InlineData(ReasonCode.PermissionMissing)]
    public void RunAsync_FinalFailure_EndsAtOnce(ReasonCode reason)
    {
        var step = new ScriptedStep(_world, StepName.RemoveQaLabel, ScriptedStep.Fails(reason));

        var status = Run(step);

        step.RunAt.Count.ShouldBe(1);
        status.Phase.ShouldBe(RemediationPhase.Failed);
        status.Reason.ShouldBe(reason);
        status.NextAttemptAt.ShouldBeNull();
    }

    [Fact]
    public void RunAsync_ErrorNobodyThoughtOf_IsTriedAgainAsUnexpected()
    {
        var step = new ScriptedStep(
            _world,
            StepName.ResumePipeline,
            _ => throw new InvalidOperationException("Nobody thought of this."),
            ScriptedStep.Ends(Restarted())
        );

        Run(step).Phase.ShouldBe(RemediationPhase.Succeeded);

        var failed = _world.Observer.Changes.Single(one => one.Status.Reason == ReasonCode.Unexpected);
        failed.Status.Message.ShouldBe("InvalidOperationException: Nobody thought of this.");
    }

    [Fact]
    public void RunAsync_CancellationNobodyAskedFor_IsTriedAgain()
    {
        var step = new ScriptedStep(
            _world,
            StepName.ResumePipeline,
            _ => throw new TaskCanceledException("A client gave up."),
            ScriptedStep.Ends(Restarted())
        );

        Run(step).Phase.ShouldBe(RemediationPhase.Succeeded);

        step.RunAt.Count.ShouldBe(2);
        _world.Observer.Changes.ShouldContain(one => one.Status.Reason == ReasonCode.Unexpected);
    }

    [Fact]
    public void RunAsync_StepTakesTooLong_TimesOutAndIsTriedAgain()
    {
        var step = new ScriptedStep(_world, StepName.RemoveQaLabel, NeverEnds, ScriptedStep.Ends(Restarted()));

        Run(step).Phase.ShouldBe(RemediationPhase.Succeeded);

        step.RunAt[1].ShouldBe(Samples.Now.AddSeconds(10.5));
        var failed = _world.Observer.Changes.Single(one => one.Status.Reason == ReasonCode.TimedOut);
        failed.Status.Message.ShouldBe("RemoveQaLabel did not finish within 00:00:10.");
    }

    [Fact]
    public void RunAsync_FailsOnAndOn_GivesUpWithinTheWholeDeadline()
    {
        var step = new ScriptedStep(_world, StepName.CancelAgents, [.. Enumerable.Repeat(ScriptedStep.Fails(ReasonCode.ServerError), 100)]);

        var status = Run(step);

        status.Phase.ShouldBe(RemediationPhase.Failed);
        status.Reason.ShouldBe(ReasonCode.ServerError);
        status.FinishedAt!.Value.ShouldBeLessThan(Samples.Now.AddSeconds(300));
        status.FinishedAt.Value.ShouldBeGreaterThan(Samples.Now.AddSeconds(280));
        status.NextAttemptAt.ShouldBe(status.FinishedAt + TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void RunAsync_TryUnderWayAtTheWholeDeadline_IsCutThere()
    {
        var step = new ScriptedStep(
            _world,
            StepName.CancelAgents,
            [.. Enumerable.Repeat<Func<StepRun, Task<StepOutcome>>>(NeverEnds, 100)]
        );

        var status = Run(step);

        status.Phase.ShouldBe(RemediationPhase.Failed);
        status.FinishedAt.ShouldBe(Samples.Now.AddSeconds(300));
        status.Message.ShouldBe("CancelAgents did not finish within 00:00:52.5000000.");
    }

    [Fact]
    public void RunAsync_StepBeginsAfterTheWholeDeadline_IsNotTriedForLong()
    {
        var first = new ScriptedStep(
            _world,
            StepName.ValidateEvent,
            async run =>
            {
                // It does not look at its deadline.
                await Task.Delay(TimeSpan.FromSeconds(301), _world.Time, run.Stop);
                return new StepOutcome.Continue("Done.");
            }
        );
        var second = new ScriptedStep(_world, StepName.CancelAgents, NeverEnds);

        var status = Run(first, second);

        status.Reason.ShouldBe(ReasonCode.TimedOut);
        status.FinishedAt.ShouldBe(Samples.Now.AddSeconds(301));
    }

    [Fact]
    public void RunAsync_ProcessStops_LeavesTheLedgerAsItIs()
    {
        var step = new ScriptedStep(_world, StepName.CancelAgents, NeverEnds);
        _world.Time.Later(TimeSpan.FromSeconds(5), _world.StopProcess);

        Should.Throw<OperationCanceledException>(() => Run(step));

        var status = _world.Store[_remediation.Id].Status;
        status.Phase.ShouldBe(RemediationPhase.Running);
        status.Step.ShouldBe(StepName.CancelAgents);
        status.Reason.ShouldBeNull();
    }

    [Fact]
    public void RunAsync_StepFailsWhileTheProcessStops_LeavesTheLedgerAsItIs()
    {
        var step = new ScriptedStep(
            _world,
            StepName.CancelAgents,
            _ =>
            {
                _world.StopProcess();
                throw new PlatformException(ReasonCode.NetworkError, "The connection broke.");
            }
        );

        Should.Throw<OperationCanceledException>(() => Run(step));

        _world.Store[_remediation.Id].Status.Reason.ShouldBeNull();
    }

    [Fact]
    public void RunAsync_AnotherProcessTakesItUp_StopsWithoutAWrite()
    {
        var second = new ScriptedStep(_world, StepName.CancelAgents);
        var first = new ScriptedStep(
            _world,
            StepName.ValidateEvent,
            _ =>
            {
                var entry = _world.Store[_remediation.Id];
                _world.Store.Put(entry with { Status = entry.Status with { Attempts = 9, Message = "theirs" } });
                return Task.FromResult<StepOutcome>(new StepOutcome.Continue("Done."));
            }
        );

        Run(first, second).Message.ShouldBe("theirs");

        second.RunAt.ShouldBeEmpty();
        _world.Observer.Notes.ShouldBe(["Another process works on it; this one stops."]);
    }

    [Fact]
    public void RunAsync_AnswerToTheLastWriteIsLost_IsToldAndIsNoFailure()
    {
        var step = new ScriptedStep(_world, StepName.ValidateEvent, ScriptedStep.Ends(Restarted()));
        // Taken up, the step began, it ended.
        _world.Calls.After(Call.UpdateStatus, () => throw new PlatformException(ReasonCode.ServerError, "Lost."), nth: 3);

        Run(step).Phase.ShouldBe(RemediationPhase.Succeeded);

        step.RunAt.Count.ShouldBe(1);
        _world.Observer.Changes[^1].Status.Phase.ShouldBe(RemediationPhase.Succeeded);
        _world.Observer.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_AnswerToAFinalFailureIsLost_IsTold()
    {
        var step = new ScriptedStep(_world, StepName.ValidateEvent, ScriptedStep.Fails(ReasonCode.AccessLost));
        _world.Calls.After(Call.UpdateStatus, () => throw new PlatformException(ReasonCode.ServerError, "Lost."), nth: 3);

        Run(step);

        _world.Observer.Changes[^1].Status.Reason.ShouldBe(ReasonCode.AccessLost);
    }

    [Fact]
    public void RunAsync_WorkedToTheEnd_SaysThatItWasNotTakenOver()
    {
        var step = new ScriptedStep(_world, StepName.ValidateEvent);
        var pipeline = new RemediationPipeline([step], _world.Store, _world.Observer, _world.Options.Deadlines, _world.Time, () => 0);

        _world.Pump.Run(() => pipeline.RunAsync(_remediation, _world.Stop)).ShouldBeTrue();
    }

    private static StepOutcome.End Restarted() => new(ReasonCode.Restarted, "QA runs again.");

    private async Task<StepOutcome> NeverEnds(StepRun run)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, _world.Time, run.Deadline);
        return Restarted();
    }

    private RemediationStatus Run(params ScriptedStep[] steps)
    {
        var pipeline = new RemediationPipeline(steps, _world.Store, _world.Observer, _world.Options.Deadlines, _world.Time, () => 0);
        _world.Pump.Run(() => pipeline.RunAsync(_remediation, _world.Stop));
        return _world.Store[_remediation.Id].Status;
    }
}
