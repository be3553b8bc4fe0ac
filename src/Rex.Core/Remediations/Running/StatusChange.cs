using Rex.Core.Options;
using Rex.Core.Remediations.Steps;

namespace Rex.Core.Remediations.Running;

/// <summary>How a remediation's status changes while it is worked on.</summary>
internal static class StatusChange
{
    /// <summary>Somebody begins to work on it.</summary>
    public static RemediationStatus TakenUp(RemediationStatus status, DateTimeOffset now) =>
        status with
        {
            Phase = RemediationPhase.Running,
            StartedAt = status.StartedAt ?? now,
            FinishedAt = null,
            Attempts = status.Attempts + 1,
            NextAttemptAt = null,
        };

    /// <summary>A step begins.</summary>
    public static RemediationStatus Began(RemediationStatus status, StepName step, DateTimeOffset now) =>
        WithCondition(status, new StepCondition(step, false, now, null, "At work.")) with
        {
            Step = step,
        };

    /// <summary>A step ended with this outcome.</summary>
    public static RemediationStatus For(RemediationStatus status, StepName step, StepOutcome outcome, DateTimeOffset now) =>
        outcome switch
        {
            StepOutcome.End end => WithCondition(status, new StepCondition(step, true, now, end.Reason, end.Message)) with
            {
                Phase = PhaseOf(end.Reason),
                Reason = end.Reason,
                Message = end.Message,
                FinishedAt = now,
            },
            StepOutcome.Defer defer => WithCondition(status, new StepCondition(step, false, now, ReasonCode.NotStarted, defer.Message)) with
            {
                Reason = ReasonCode.NotStarted,
                Message = defer.Message,
                NextAttemptAt = defer.Until,
            },
            _ => WithCondition(status, new StepCondition(step, true, now, null, outcome.Message)) with
            {
                Reason = null,
                Message = outcome.Message,
            },
        };

    /// <summary>A step failed and will be tried again.</summary>
    public static RemediationStatus WillRetry(RemediationStatus status, StepName step, PlatformException failure, DateTimeOffset now) =>
        WithCondition(status, new StepCondition(step, false, now, failure.Reason, failure.Message)) with
        {
            Reason = failure.Reason,
            Message = failure.Message,
        };

    /// <summary>The remediation failed: until it is taken up again, or for good, where that cannot help or it is too old by then.</summary>
    /// <param name="remediation">The remediation.</param>
    /// <param name="step">The step that failed.</param>
    /// <param name="failure">Why.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">After which pause, and up to which age, it is taken up again.</param>
    public static RemediationStatus Failed(
        Remediation remediation,
        StepName step,
        PlatformException failure,
        DateTimeOffset now,
        DeadlineOptions options
    )
    {
        var next = now + (failure.RetryAfter > options.PickUpAfter ? failure.RetryAfter.Value : options.PickUpAfter);
        var failed = WillRetry(remediation.Status, step, failure, now) with
        {
            Phase = RemediationPhase.Failed,
            FinishedAt = now,
            NextAttemptAt = null,
        };
        if (!Reasons.IsTransient(failure.Reason))
        {
            return failed;
        }

        return next < remediation.AcceptedAt + options.GiveUpAfter
            ? failed with
            {
                NextAttemptAt = next,
            }
            : failed with
            {
                Message = $"{failure.Message} It is given up: it was accepted too long ago to be tried again by itself.",
            };
    }

    private static RemediationPhase PhaseOf(ReasonCode reason) =>
        Reasons.Of(reason).End switch
        {
            DeliveryEnd.Succeeded => RemediationPhase.Succeeded,
            DeliveryEnd.Superseded => RemediationPhase.Superseded,
            DeliveryEnd.Failed => RemediationPhase.Failed,
            _ => RemediationPhase.Skipped,
        };

    private static RemediationStatus WithCondition(RemediationStatus status, StepCondition condition) =>
        status with
        {
            Conditions = [.. status.Conditions.Where(one => one.Step != condition.Step).Append(condition).OrderBy(one => one.Step)],
        };
}
