using System.Diagnostics;
using Rex.Adapters.Events;
using Rex.Core.Remediations;

namespace Rex.Host.Observing;

/// <summary>One attempt at a remediation, from being taken up to its end: an activity in the trace of the delivery, with a child for each step.</summary>
internal sealed class AttemptTrace
{
    private readonly RexInstruments instruments;
    private readonly TimeProvider time;
    private readonly RemediationId id;
    private readonly int number;
    private readonly bool wasCancelled;
    private readonly Activity? activity;
    private Activity? step;
    private StepCondition? seen;
    private DateTimeOffset stepBeganAt;

    /// <param name="remediation">The remediation as it was taken up.</param>
    /// <param name="instruments">What is measured with.</param>
    /// <param name="time">The clock.</param>
    public AttemptTrace(Remediation remediation, RexInstruments instruments, TimeProvider time)
    {
        (this.instruments, this.time) = (instruments, time);
        (id, number) = (remediation.Id, remediation.Status.Attempts);
        wasCancelled = remediation.Status.Conditions.Any(RemediationEvents.IsCancelled);
        ActivityContext.TryParse(remediation.TraceParent, null, isRemote: true, out var delivery);
        activity = instruments.Activities.StartDetached("rex.remediation", ActivityKind.Consumer, delivery, time.GetUtcNow());
        activity?.SetTag(TagNames.Remediation, id.Value);
        activity?.SetTag(TagNames.Repository, remediation.Push.Repository.FullName);
        activity?.SetTag(TagNames.Task, remediation.Push.Task.Value);
        activity?.SetTag(TagNames.Attempt, number);
    }

    /// <summary>Whether it has ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether a remediation is this attempt at it.</summary>
    public bool IsOf(Remediation remediation) => remediation.Id == id && remediation.Status.Attempts == number;

    /// <summary>The status changed.</summary>
    public void Changed(Remediation remediation)
    {
        var status = remediation.Status;
        var condition = status.Conditions.FirstOrDefault(one => one.Step == status.Step);
        if (condition is null || condition == seen)
        {
            // Something was noted within the step.
            return;
        }

        seen = condition;
        if (condition is { IsDone: false, Reason: null })
        {
            stepBeganAt = condition.At;
            step = StartStep(condition);
        }
        else if (EndOf(status, condition) is { } end)
        {
            EndStep(condition, end, remediation.Push.PushedAt);
            if (end != StepEnd.Done)
            {
                End(status, condition.At, remediation.Push.PushedAt);
            }
        }
        else
        {
            step?.AddEvent(new ActivityEvent("retry", condition.At, new() { [TagNames.Reason] = condition.Reason?.ToString() }));
        }
    }

    /// <summary>Notes something an operator should know.</summary>
    public void Note(string note) =>
        (step ?? activity)?.AddEvent(new ActivityEvent("note", time.GetUtcNow(), new() { [TagNames.Note] = note }));

    /// <summary>Somebody else has gone on with it, or the same push was taken up anew: how this attempt ended is not known here.</summary>
    public void Abandon()
    {
        Stop(step, nameof(StepEnd.Abandoned), null, time.GetUtcNow());
        Stop(activity, nameof(StepEnd.Abandoned), null, time.GetUtcNow());
        IsOver = true;
    }

    /// <summary>How the step ended; null where it is tried again.</summary>
    private static StepEnd? EndOf(RemediationStatus status, StepCondition condition) =>
        condition.IsDone ? (condition.Reason is null ? StepEnd.Done : StepEnd.Ended)
        : status.Phase == RemediationPhase.Failed ? StepEnd.Failed
        : status.NextAttemptAt is not null ? StepEnd.Deferred
        : null;

    private Activity? StartStep(StepCondition condition) =>
        instruments
            .Activities.StartDetached($"rex.step {condition.Step}", ActivityKind.Internal, activity?.Context ?? default, condition.At)
            ?.SetTag(TagNames.Step, condition.Step.ToString());

    private void EndStep(StepCondition condition, StepEnd end, DateTimeOffset pushedAt)
    {
        instruments.Stepped(condition.Step, end, condition.At - stepBeganAt);
        if (RemediationEvents.IsCancelled(condition) && !wasCancelled)
        {
            instruments.Cancelled(condition.At - pushedAt);
        }

        Stop(step, end.ToString(), condition.Reason, condition.At, end == StepEnd.Failed);
        step = null;
    }

    private void End(RemediationStatus status, DateTimeOffset at, DateTimeOffset pushedAt)
    {
        // What is deferred goes on: it is no attempt that ended, and none that failed.
        if (status.Phase != RemediationPhase.Running)
        {
            instruments.Ended(status);
        }

        if (status.Phase == RemediationPhase.Succeeded)
        {
            instruments.Restarted(at - pushedAt);
        }

        var outcome = status.Phase == RemediationPhase.Running ? nameof(StepEnd.Deferred) : status.Phase.ToString();
        Stop(activity, outcome, status.Reason, at, status.Phase == RemediationPhase.Failed);
        IsOver = true;
    }

    private static void Stop(Activity? activity, string outcome, ReasonCode? reason, DateTimeOffset at, bool isError = false)
    {
        activity?.SetTag(TagNames.Outcome, outcome);
        activity?.SetTag(TagNames.Reason, reason?.ToString());
        if (isError)
        {
            activity?.SetStatus(ActivityStatusCode.Error, reason?.ToString());
        }

        activity?.StopDetached(at);
    }
}
