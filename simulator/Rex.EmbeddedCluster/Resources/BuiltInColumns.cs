using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>The tables of built-in kinds, as <c>pkg/printers/internalversion</c> makes them.</summary>
internal static class BuiltInColumns
{
    public static readonly IReadOnlyList<TableColumn> Pods =
    [
        new("Ready", "string", "")
        {
            Compute = pod => $"{Statuses(pod).Count(s => s.Truth("ready") == true)}/{Length(pod.At("spec", "containers"))}",
        },
        new("Status", "string", "") { Compute = PodStatus },
        new("Restarts", "string", "") { Compute = pod => Statuses(pod).Sum(s => s.Integer("restartCount") ?? 0).ToString(Invariant) },
        new("Age", "date", ".metadata.creationTimestamp"),
        new("IP", "string", "", 1) { Compute = pod => pod.At("status", "podIP") },
        new("Node", "string", "", 1) { Compute = pod => pod.At("spec", "nodeName") },
        new("Nominated Node", "string", "", 1) { Compute = pod => pod.At("status", "nominatedNodeName") },
        new("Readiness Gates", "string", "", 1) { Compute = _ => null },
    ];

    public static readonly IReadOnlyList<TableColumn> Jobs =
    [
        new("Status", "string", "") { Compute = JobStatus },
        new("Completions", "string", "")
        {
            Compute = job =>
                $"{(job.At("status", "succeeded") as JsonNumber)?.Integer ?? 0}/{(job.At("spec", "completions") as JsonNumber)?.Integer ?? 1}",
        },
    ];

    public static readonly IReadOnlyList<TableColumn> Events =
    [
        new("Last Seen", "date", ".lastTimestamp"),
        new("Type", "string", ".type"),
        new("Reason", "string", ".reason"),
        new("Object", "string", "")
        {
            Compute = e =>
                $"{e.At("involvedObject", "kind")?.ToString().Trim('"').ToLowerInvariant()}/{e.At("involvedObject", "name")?.ToString().Trim('"')}",
        },
        new("Message", "string", ".message"),
    ];

    private static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>A column with the number of entries of a field.</summary>
    public static TableColumn Count(string field) =>
        new("Data", "integer", "") { Compute = obj => new JsonNumber((obj[field] as JsonMap)?.Count ?? 0) };

    private static IEnumerable<JsonMap> Statuses(JsonMap pod) =>
        (pod.At("status", "containerStatuses") as JsonList)?.OfType<JsonMap>() ?? [];

    private static int Length(JsonData? list) => (list as JsonList)?.Count ?? 0;

    private static JsonData? PodStatus(JsonMap pod)
    {
        if (ObjectMetadata.Of(pod).DeletionTimestamp is not null)
        {
            return "Terminating";
        }

        var reasons = Statuses(pod).SelectMany(s => new[] { s.At("state", "waiting", "reason"), s.At("state", "terminated", "reason") });
        return reasons.LastOrDefault(r => r is JsonText { Value.Length: > 0 }) ?? pod.At("status", "reason") ?? pod.At("status", "phase");
    }

    private static JsonData? JobStatus(JsonMap job)
    {
        var conditions =
            (job.At("status", "conditions") as JsonList)
                ?.OfType<JsonMap>()
                .Where(c => c.Text("status") == "True")
                .Select(c => c.Text("type"))
                .ToList()
            ?? [];
        return conditions.Contains("Complete") ? "Complete"
            : conditions.Contains("Failed") ? "Failed"
            : conditions.Contains("Suspended") ? "Suspended"
            : "Running";
    }
}
