using System.Text.Json;
using Rex.Core.Options;

namespace Rex.Core.Workflows;

/// <summary>
/// The time-to-live of a revived workflow. The controller's timer of its first end is still running and looks at the label <c>completed</c>
/// only: a hold that stands when it fires would have the workflow deleted.
/// </summary>
internal static class TimeToLive
{
    /// <summary>Until when no hold may stand, where one taken now could meet the timer; null where there is no such danger.</summary>
    public static DateTimeOffset? EndsHoldUntil(MainWorkflow workflow, RexOptions options, DateTimeOffset now)
    {
        if (
            JsonReading.ParseTime(workflow.Annotations.GetValueOrDefault(RexAnnotations.FirstFinishedAt)) is not { } finished
            || workflow.IsFinished
        )
        {
            return null;
        }

        var margin = options.Restart.TimeToLiveMargin;
        string[] settings = ["secondsAfterCompletion", "secondsAfterSuccess", "secondsAfterFailure"];
        var endangered = settings
            .Select(setting => SecondsOf(workflow, setting))
            .OfType<TimeSpan>()
            .Select(lifetime => finished + lifetime)
            .Where(end => end - margin - options.Deadlines.Remediation <= now && now <= end + margin)
            .Select(end => (DateTimeOffset?)(end + margin));
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
