using System.Globalization;
using Rex.Core.Remediations;

namespace Rex.Adapters.Events;

/// <summary>Which Events there are.</summary>
internal static class RemediationEvents
{
    /// <summary>The reason of the Event about a push that was accepted.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The reason of the Event about the end of cancel-agents.</summary>
    public const string AgentsCancelled = "AgentsCancelled";

    /// <summary>The Event about an accepted push.</summary>
    public static RemediationEvent OfAccepted(Remediation remediation)
    {
        var push = remediation.Push;
        var note = $"Push {push.After.Abbreviation} to {push.Branch} was accepted for task {push.Task} of {push.Repository}.";
        return new RemediationEvent(remediation, "accepted", Accepted, "AcceptPush", note, remediation.AcceptedAt);
    }

    /// <summary>The Events about what a remediation's status has just become; none where nobody needs to know.</summary>
    public static IEnumerable<RemediationEvent> OfChanged(Remediation remediation)
    {
        if (Told(remediation) is not { } told)
        {
            return [];
        }

        // Who looks at a workflow that Rex left alone is not to find that it was there.
        return remediation.Status.Workflow is not null && HasTouchedWorkflow(remediation.Status)
            ? [told, told with { IsAboutWorkflow = true, Note = $"{remediation.Id}: {told.Note}" }]
            : [told];
    }

    private static RemediationEvent? Told(Remediation remediation)
    {
        var status = remediation.Status;
        if (status is { Step: { } step, Reason: { } reason } && remediation.HasEnded)
        {
            var ended = Make(remediation, step, reason.ToString(), NoteOf(remediation), status.FinishedAt);
            return ended with
            {
                // The last of many tries that failed alike says something new.
                Transition = status is { HasFailedForNow: true, NextAttemptAt: null } ? ended.Transition + ".givenup" : ended.Transition,
                IsWarning = status.Phase == RemediationPhase.Failed,
            };
        }

        return status.Step == StepName.CancelAgents && status.Conditions.FirstOrDefault(IsCancelled) is { } cancelled
            ? Make(remediation, cancelled.Step, AgentsCancelled, cancelled.Message, cancelled.At)
            : null;
    }

    private static RemediationEvent Make(Remediation remediation, StepName step, string reason, string note, DateTimeOffset? at)
    {
#pragma warning disable CA1308 // Names of objects are lower case.
        var transition = $"{step}.{reason}".ToLowerInvariant();
#pragma warning restore CA1308
        return new RemediationEvent(remediation, transition, reason, step.ToString(), note, at ?? remediation.AcceptedAt);
    }

    /// <summary>
    /// Whether something was done for certain that whoever looks at the workflow may ask about. That cancel-agents has begun, or is done, says nothing: it
    /// looks first, and may find nothing to do.
    /// </summary>
    private static bool HasTouchedWorkflow(RemediationStatus status) =>
        status.CancelledRuns.Count > 0 || status.Restart is not null || status.Reason is ReasonCode.RunsNotGone or ReasonCode.PodsNotGone;

    /// <summary>Whether cancel-agents has cancelled what there was.</summary>
    public static bool IsCancelled(StepCondition condition) => condition is { Step: StepName.CancelAgents, IsDone: true, Reason: null };

    private static string NoteOf(Remediation remediation)
    {
        var status = remediation.Status;
        if (status.Phase != RemediationPhase.Failed)
        {
            return $"{status.Phase}: {status.Message}";
        }

        var then = status.NextAttemptAt is { } next
            ? string.Create(CultureInfo.InvariantCulture, $"It is tried again at {next.UtcDateTime:HH:mm:ss} UTC.")
            : "It is not tried again by itself: see docs/reasons.md, then 'rex retry'.";
        var held = status.Reason == ReasonCode.TimeToLiveEnds ? "" : " Where the main workflow is held, it stays held.";
        return $"Failed: {status.Message}{held} {then}";
    }
}
