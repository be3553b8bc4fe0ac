using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Running;

public class StatusChangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan PickUpAfter = TimeSpan.FromMinutes(5);

    [Fact]
    public void TakenUp_FirstTime_Begins()
    {
        var status = StatusChange.TakenUp(RemediationStatus.Accepted, Now);

        status.ShouldBe(RemediationStatus.Accepted with { Phase = RemediationPhase.Running, StartedAt = Now, Attempts = 1 });
    }

    [Fact]
    public void TakenUp_AfterAFailure_KeepsTheFirstStartAndForgetsTheEnd()
    {
        var failed = RemediationStatus.Accepted with
        {
            Phase = RemediationPhase.Failed,
            StartedAt = Now.AddHours(-1),
            FinishedAt = Now.AddMinutes(-5),
            NextAttemptAt = Now,
            Attempts = 3,
        };

        var status = StatusChange.TakenUp(failed, Now);

        status.ShouldBe(failed with { Phase = RemediationPhase.Running, FinishedAt = null, NextAttemptAt = null, Attempts = 4 });
    }

    [Fact]
    public void Began_StepThatRanBefore_HasOneConditionInTheOrderOfTheSteps()
    {
        var status = StatusChange.Began(RemediationStatus.Accepted, StepName.CancelAgents, Now.AddMinutes(-1));
        status = StatusChange.Began(status, StepName.ValidateEvent, Now.AddMinutes(-1));

        status = StatusChange.Began(status, StepName.CancelAgents, Now);

        status.Step.ShouldBe(StepName.CancelAgents);
        status.Conditions.ShouldBe([
            new StepCondition(StepName.ValidateEvent, false, Now.AddMinutes(-1), null, "At work."),
            new StepCondition(StepName.CancelAgents, false, Now, null, "At work."),
        ]);
    }

    [Theory]
    [InlineData(ReasonCode.Restarted, RemediationPhase.Succeeded)]
    [InlineData(ReasonCode.AlreadyCovered, RemediationPhase.Skipped)]
    [InlineData(ReasonCode.NewerPush, RemediationPhase.Superseded)]
    [InlineData(ReasonCode.WorkflowNotFound, RemediationPhase.Failed)]
    public void For_End_IsThePhaseOfItsReason(ReasonCode reason, RemediationPhase phase)
    {
        var status = StatusChange.For(RemediationStatus.Accepted, StepName.ValidateEvent, new StepOutcome.End(reason, "So it is."), Now);

        status.Phase.ShouldBe(phase);
        status.Reason.ShouldBe(reason);
        status.Message.ShouldBe("So it is.");
        status.FinishedAt.ShouldBe(Now);
        status.NextAttemptAt.ShouldBeNull();
        status.Conditions.ShouldBe([new StepCondition(StepName.ValidateEvent, true, Now, reason, "So it is.")]);
    }

    [Fact]
    public void For_Defer_StaysRunningUntilThen()
    {
        var running = RemediationStatus.Accepted with { Phase = RemediationPhase.Running };

        var status = StatusChange.For(running, StepName.ValidateEvent, new StepOutcome.Defer(Now.AddMinutes(30), "The gate waits."), Now);

        status.Phase.ShouldBe(RemediationPhase.Running);
        status.NextAttemptAt.ShouldBe(Now.AddMinutes(30));
        status.Reason.ShouldBe(ReasonCode.NotStarted);
        status.Message.ShouldBe("The gate waits.");
        status.FinishedAt.ShouldBeNull();
        status.Conditions.Single().IsDone.ShouldBeFalse();
    }

    [Fact]
    public void For_Continue_ForgetsTheFailureBeforeIt()
    {
        var retried = RemediationStatus.Accepted with { Reason = ReasonCode.NetworkError, Message = "Connection broke." };

        var status = StatusChange.For(retried, StepName.ValidateEvent, new StepOutcome.Continue("Found it."), Now);

        status.Reason.ShouldBeNull();
        status.Message.ShouldBe("Found it.");
        status.Conditions.ShouldBe([new StepCondition(StepName.ValidateEvent, true, Now, null, "Found it.")]);
    }

    [Fact]
    public void WillRetry_Failure_SaysWhyAndGoesOn()
    {
        var running = RemediationStatus.Accepted with { Phase = RemediationPhase.Running };

        var status = StatusChange.WillRetry(running, StepName.CancelAgents, Failure(ReasonCode.ServerError), Now);

        status.Phase.ShouldBe(RemediationPhase.Running);
        status.Reason.ShouldBe(ReasonCode.ServerError);
        status.Message.ShouldBe("It broke.");
        status.Conditions.ShouldBe([new StepCondition(StepName.CancelAgents, false, Now, ReasonCode.ServerError, "It broke.")]);
    }

    [Fact]
    public void Failed_TransientReason_IsTakenUpAgainLater()
    {
        var status = Failed(Failure(ReasonCode.ServerError));

        status.Phase.ShouldBe(RemediationPhase.Failed);
        status.FinishedAt.ShouldBe(Now);
        status.NextAttemptAt.ShouldBe(Now + PickUpAfter);
    }

    [Fact]
    public void Failed_OtherSideAskedForMore_IsTakenUpAgainThen() =>
        Failed(Failure(ReasonCode.RateLimited, TimeSpan.FromHours(1))).NextAttemptAt.ShouldBe(Now.AddHours(1));

    [Fact]
    public void Failed_OtherSideAskedForLess_IsTakenUpAgainAfterTheUsualPause() =>
        Failed(Failure(ReasonCode.RateLimited, TimeSpan.FromSeconds(1))).NextAttemptAt.ShouldBe(Now + PickUpAfter);

    [Fact]
    public void Failed_FinalReason_IsNeverTakenUpAgain() => Failed(Failure(ReasonCode.AccessLost)).NextAttemptAt.ShouldBeNull();

    [Fact]
    public void Failed_NextTryWouldBeADayAfterTheAcceptance_IsGivenUpAndSaysSo()
    {
        var status = Failed(Failure(ReasonCode.ServerError), Now - TimeSpan.FromHours(24) + PickUpAfter);

        status.Phase.ShouldBe(RemediationPhase.Failed);
        status.NextAttemptAt.ShouldBeNull();
        status.Message.ShouldBe("It broke. It is given up: it was accepted too long ago to be tried again by itself.");
        status.Conditions.Single().Message.ShouldBe("It broke.");
    }

    [Fact]
    public void Failed_NextTryWouldBeJustWithinTheDay_IsTakenUpAgain()
    {
        var status = Failed(Failure(ReasonCode.ServerError), Now - TimeSpan.FromHours(24) + PickUpAfter + TimeSpan.FromTicks(1));

        status.NextAttemptAt.ShouldBe(Now + PickUpAfter);
        status.Message.ShouldBe("It broke.");
    }

    [Fact]
    public void Failed_FinalReasonAfterADay_SaysItsReasonAlone() =>
        Failed(Failure(ReasonCode.AccessLost), Now.AddDays(-3)).Message.ShouldBe("It broke.");

    private static RemediationStatus Failed(PlatformException failure, DateTimeOffset? acceptedAt = null) =>
        StatusChange.Failed(
            Samples.Accepted(Samples.Push(), acceptedAt ?? Now),
            StepName.CancelAgents,
            failure,
            Now,
            new DeadlineOptions()
        );

    private static PlatformException Failure(ReasonCode reason, TimeSpan? retryAfter = null) => new(reason, "It broke.", retryAfter);
}
