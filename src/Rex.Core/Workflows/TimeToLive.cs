using System.Text.Json;
using Rex.Core.Options;
using Rex.Core.Remediations;

namespace Rex.Core.Workflows;

/// <summary>
/// The time-to-live of a revived workflow. The controller's timers of its earlier ends are still running and look at the label <c>completed</c>
/// only: a hold that stands when one of them fires would have the workflow deleted.
/// </summary>
internal static class TimeToLive
{
    private static readonly string[] Settings = ["secondsAfterCompletion", "secondsAfterSuccess", "secondsAfterFailure"];

    /// <summary>Ends the hold that may be on this state of the workflow, where one that stands now could meet a timer.</summary>
    /// <exception cref="PlatformException"><see cref="ReasonCode.TimeToLiveEnds"/>: there is such a danger, and no hold any more.</exception>
    public static async Task EnsureHoldMayStandAsync(
        MainWorkflow workflow,
        HoldKeeper holds,
        RexOptions options,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (EndsHoldUntil(workflow, options, now) is { } until)
        {
            await holds.ReleaseAsync(workflow, cancellationToken);
            throw new PlatformException(
                ReasonCode.TimeToLiveEnds,
                $"Workflow {workflow.Name} is not held until {JsonReading.FormatTime(until)}, and may go on with old code: "
                    + "it had ended before, its time-to-live from then is over soon, and held it would be deleted.",
                until - now
            );
        }
    }

    /// <summary>Until when no hold may stand, where one that stands now could meet a timer; null where there is no such danger.</summary>
    public static DateTimeOffset? EndsHoldUntil(MainWorkflow workflow, RexOptions options, DateTimeOffset now)
    {
        // Without a time-to-live nobody has to know of earlier ends, which are read off the nodes.
        var lifetimes = Settings.Select(setting => SecondsOf(workflow, setting)).OfType<TimeSpan>().ToList();
        if (workflow.IsFinished || lifetimes.Count == 0)
        {
            return null;
        }

        var margin = options.Restart.TimeToLiveMargin;
        // An attempt that fails leaves its hold to the next one.
        var stands = options.Deadlines.Remediation + options.Deadlines.PickUpAfter;
        var endangered = EarlierEnd
            .Of(workflow)
            .SelectMany(_ => lifetimes, (end, lifetime) => (First: end.From + lifetime, Last: end.To + lifetime))
            .Where(timer => timer.First - margin - stands <= now && now <= timer.Last + margin)
            .Select(timer => (DateTimeOffset?)(timer.Last + margin));
        return endangered.Max();
    }

    private static TimeSpan? SecondsOf(MainWorkflow workflow, string setting)
    {
        var found =
            workflow.Document.Find("spec", "ttlStrategy", setting)
            ?? workflow.Document.Find("status", "storedWorkflowTemplateSpec", "ttlStrategy", setting);
        return found is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
