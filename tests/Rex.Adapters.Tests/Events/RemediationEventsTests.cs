using Rex.Adapters.Events;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Tests.Events;

/// <summary>Which changes of a remediation are told, about what, and under which name.</summary>
public sealed class RemediationEventsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 7, TimeSpan.Zero);
    private static readonly StepCondition Cancelled = new(StepName.CancelAgents, true, At, null, "Cancelled cleo-1.");

    [Fact]
    public void OfAccepted_Push_SaysWhatWasPushedWhereAndForWhichTask()
    {
        var remediation = Samples.Remediation();

        var told = RemediationEvents.OfAccepted(remediation);

        told.Name.ShouldBe($"{remediation.Id}.accepted");
        told.Note.ShouldContain("0123456789ab");
        told.Note.ShouldContain("task 3 of 5dlabs/cto");
        (told.IsAboutWorkflow, told.IsWarning).ShouldBe((false, false));
    }

    [Fact]
    public void OfChanged_StepsThatAreAtWork_TellNothing()
    {
        foreach (var step in Enum.GetValues<StepName>())
        {
            var condition = new StepCondition(step, false, At, null, "At work.");
            RemediationEvents.OfChanged(Changed(RemediationPhase.Running, step, null, condition)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void OfChanged_AgentsAreCancelled_IsToldOnceOnBoth()
    {
        var cancelled = WithRun(Changed(RemediationPhase.Running, StepName.CancelAgents, null, Cancelled));
        var next = WithRun(Changed(RemediationPhase.Running, StepName.RemoveQaLabel, null, Cancelled));

        var told = RemediationEvents.OfChanged(cancelled).ToList();

        told.Select(one => (one.Reason, one.IsAboutWorkflow)).ShouldBe([("AgentsCancelled", false), ("AgentsCancelled", true)]);
        told[0].Note.ShouldBe("Cancelled cleo-1.");
        told[1].Note.ShouldBe($"{cancelled.Id}: Cancelled cleo-1.");
        told.ShouldAllBe(one => one.At == At);
        RemediationEvents.OfChanged(next).ShouldBeEmpty();
    }

    [Fact]
    public void OfChanged_Restarted_IsToldOnBothAsNormal()
    {
        var told = RemediationEvents
            .OfChanged(WithRun(Changed(RemediationPhase.Succeeded, StepName.ResumePipeline, ReasonCode.Restarted, Cancelled)))
            .ToList();

        told.Select(one => one.IsAboutWorkflow).ShouldBe([false, true]);
        told.ShouldAllBe(one => one.Reason == "Restarted" && one.Action == "ResumePipeline" && !one.IsWarning);
        told.Select(one => one.Name).ShouldBeUnique();
        told[0].Note.ShouldBe("Succeeded: What happened.");
    }

    [Fact]
    public void OfChanged_RestartedWithoutARunToCancel_IsToldOnTheWorkflowOnceItIsMade()
    {
        var cancelled = Changed(RemediationPhase.Running, StepName.CancelAgents, null, Cancelled);
        var restarted = Changed(RemediationPhase.Succeeded, StepName.ResumePipeline, ReasonCode.Restarted, Cancelled);
        restarted = restarted with { Status = restarted.Status with { Restart = Samples.FullStatus().Restart } };

        RemediationEvents.OfChanged(cancelled).ShouldHaveSingleItem().IsAboutWorkflow.ShouldBeFalse();
        RemediationEvents.OfChanged(restarted).Select(one => one.IsAboutWorkflow).ShouldBe([false, true]);
    }

    /// <summary>That cancel-agents was entered says nothing: it looks first.</summary>
    [Theory]
    [InlineData(RemediationPhase.Skipped, ReasonCode.AlreadyCovered, true)]
    [InlineData(RemediationPhase.Superseded, ReasonCode.NewerPush, true)]
    [InlineData(RemediationPhase.Failed, ReasonCode.NotRewindable, true)]
    [InlineData(RemediationPhase.Failed, ReasonCode.NetworkError, false)]
    public void OfChanged_EndsWithoutHavingTouched_IsNotToldOnTheWorkflow(RemediationPhase phase, ReasonCode reason, bool isDone)
    {
        var looked = new StepCondition(StepName.CancelAgents, isDone, At, reason, "");

        RemediationEvents
            .OfChanged(Changed(phase, StepName.CancelAgents, reason, looked))
            .ShouldHaveSingleItem()
            .IsAboutWorkflow.ShouldBeFalse();
    }

    [Theory]
    [InlineData(ReasonCode.RunsNotGone)]
    [InlineData(ReasonCode.PodsNotGone)]
    public void OfChanged_CancellingFails_IsToldOnTheHeldWorkflow(ReasonCode reason)
    {
        var failed = new StepCondition(StepName.CancelAgents, false, At, reason, "");

        var told = RemediationEvents.OfChanged(Changed(RemediationPhase.Failed, StepName.CancelAgents, reason, failed)).ToList();

        told.Select(one => one.IsAboutWorkflow).ShouldBe([false, true]);
        told.ShouldAllBe(one => one.IsWarning);
    }

    [Fact]
    public void OfChanged_SupersededWhileCancelling_IsToldOnTheWorkflow()
    {
        var changed = Changed(RemediationPhase.Superseded, StepName.CancelAgents, ReasonCode.NewerPush);

        var told = RemediationEvents.OfChanged(WithRun(changed));

        told.Select(one => one.IsAboutWorkflow).ShouldBe([false, true]);
    }

    [Fact]
    public void OfChanged_NoWorkflow_IsToldOnTheRemediationAlone()
    {
        var changed = WithRun(Changed(RemediationPhase.Failed, StepName.ResumePipeline, ReasonCode.WorkflowNotFound, Cancelled));

        var told = RemediationEvents.OfChanged(changed with { Status = changed.Status with { Workflow = null } });

        told.ShouldHaveSingleItem().IsAboutWorkflow.ShouldBeFalse();
    }

    [Fact]
    public void OfChanged_Failed_SaysWhatBecomesOfIt()
    {
        var forGood = Changed(RemediationPhase.Failed, StepName.RemoveQaLabel, ReasonCode.AccessLost);
        var forNow = forGood with { Status = forGood.Status with { NextAttemptAt = At.AddMinutes(5) } };

        RemediationEvents.OfChanged(forGood).Single().Note.ShouldContain("rex retry");
        RemediationEvents.OfChanged(forNow).Single().Note.ShouldContain("tried again at 12:05:07 UTC");
    }

    [Fact]
    public void OfChanged_GivenUpAfterManyTries_HasANameOfItsOwn()
    {
        var givenUp = Changed(RemediationPhase.Failed, StepName.RemoveQaLabel, ReasonCode.NetworkError);
        var before = givenUp with { Status = givenUp.Status with { NextAttemptAt = At.AddMinutes(5) } };

        NameOf(givenUp).ShouldBe(NameOf(before) + ".givenup");
    }

    [Theory]
    [InlineData(ReasonCode.NetworkError, true)]
    [InlineData(ReasonCode.TimeToLiveEnds, false)]
    public void OfChanged_Failed_SaysThatTheHoldStandsWhereItDoes(ReasonCode reason, bool stands)
    {
        var failed = Changed(RemediationPhase.Failed, StepName.CancelAgents, reason);

        RemediationEvents.OfChanged(failed).Single().Note.Contains("it stays held", StringComparison.Ordinal).ShouldBe(stands);
    }

    [Fact]
    public void OfChanged_FailsAgainForTheSameReason_HasTheSameName()
    {
        var first = Changed(RemediationPhase.Failed, StepName.RemoveQaLabel, ReasonCode.NetworkError);
        var again = first with { Status = first.Status with { Attempts = 7, FinishedAt = At.AddHours(1), Message = "Other words." } };
        var elsewhere = first with { Status = first.Status with { Step = StepName.ResetWorkflow } };

        NameOf(again).ShouldBe(NameOf(first));
        NameOf(elsewhere).ShouldNotBe(NameOf(first));
    }

    private static Remediation WithRun(Remediation remediation) =>
        remediation with
        {
            Status = remediation.Status with { CancelledRuns = ["cleo-1"] },
        };

    private static string NameOf(Remediation remediation) => RemediationEvents.OfChanged(remediation).Single().Name;

    private static Remediation Changed(RemediationPhase phase, StepName step, ReasonCode? reason, params StepCondition[] conditions) =>
        Samples.Remediation() with
        {
            Status = new RemediationStatus
            {
                Phase = phase,
                Step = step,
                Reason = reason,
                Message = "What happened.",
                FinishedAt = At,
                Workflow = new ObjectReference("play-task-3-r5z88", "11111111-1111-1111-1111-111111111111"),
                Conditions = conditions,
            },
        };
}
