using System.Globalization;
using Rex.Core.Remediations;

namespace Rex.Host.Rehearsing;

/// <summary>A rehearsal in words, for whoever runs dry.</summary>
internal static class RehearsalText
{
    /// <summary>What would have become of the push.</summary>
    public static string Summary(RehearsalResult result)
    {
        var status = result.Remediation.Status;
        var end =
            result.Restarts ? $"would have restarted QA from {status.Restart!.RestartNode}"
            : result.Remediation.HasEnded ? $"would have ended as {status.Phase}, {status.Reason}"
            : "would have waited";
        return string.Create(CultureInfo.InvariantCulture, $"Dry run: {end}. {Plan(result)} {Counts(result)}");
    }

    /// <summary>Every write, in one line.</summary>
    public static string Writes(RehearsalResult result) =>
        result.Writes.Count == 0 ? "none" : string.Join("; ", result.Writes.Select(write => $"{write.Action} {write.Target}"));

    private static string Plan(RehearsalResult result) =>
        result.Restarts
            ? result.Remediation.Status.Conditions.First(one => one.Step == StepName.ValidateEvent).Message
            : result.Remediation.Status.Message;

    private static string Counts(RehearsalResult result)
    {
        var runs = result.Remediation.Status.CancelledRuns;
        var labels = result.Writes.Where(write => write.Action == "unlabel").Select(write => write.Target).ToList();
        return $"Runs to cancel: {List(runs)}. Labels to take off: {List(labels)}. Writes: {result.Writes.Count.ToString(CultureInfo.InvariantCulture)}.";
    }

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
