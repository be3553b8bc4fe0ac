using Rex.Embedded.Http;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>The tables of built-in kinds, as <c>pkg/printers/internalversion</c> makes them.</summary>
internal static class BuiltInColumns
{
    public static readonly TableColumn Age = new("Age", "date", ".metadata.creationTimestamp", 0, "When the object was created.");

    public static readonly IReadOnlyList<TableColumn> Pods =
    [
        new("Ready", "string", "")
        {
            Compute = pod => $"{Statuses(pod).Count(s => s.Truth("ready") == true)}/{Length(pod.At("spec", "containers"))}",
        },
        new("Status", "string", "") { Compute = PodStatus },
        new("Restarts", "string", "") { Compute = pod => Statuses(pod).Sum(s => s.Integer("restartCount") ?? 0).ToString(Invariant) },
        Age,
        new("IP", "string", "", 1) { Compute = pod => pod.At("status", "podIP") },
        new("Node", "string", "", 1) { Compute = pod => pod.At("spec", "nodeName") },
        new("Nominated Node", "string", "", 1) { Compute = pod => pod.At("status", "nominatedNodeName") },
        new("Readiness Gates", "string", "", 1) { Compute = _ => null },
    ];

    public static readonly IReadOnlyList<TableColumn> Jobs =
    [
        new("Status", "string", "") { Compute = JobStatus },
        new("Completions", "string", "") { Compute = Completions },
        new("Duration", "string", "") { ComputeAt = JobDuration },
        Age,
        new("Containers", "string", "", 1) { Compute = job => Containers(job, "name") },
        new("Images", "string", "", 1) { Compute = job => Containers(job, "image") },
        new("Selector", "string", "", 1) { Compute = job => LabelText(job.At("spec", "selector", "matchLabels")) },
    ];

    public static readonly IReadOnlyList<TableColumn> Services =
    [
        new("Type", "string", ".spec.type"),
        new("Cluster-IP", "string", "") { Compute = service => service.At("spec", "clusterIP") },
        new("External-IP", "string", "") { Compute = service => Joined(service.At("spec", "externalIPs")) },
        new("Port(s)", "string", "") { Compute = Ports },
        Age,
        new("Selector", "string", "", 1) { Compute = service => LabelText(service.At("spec", "selector")) },
    ];

    public static readonly IReadOnlyList<TableColumn> Nodes =
    [
        new("Status", "string", "") { Compute = NodeStatus },
        new("Roles", "string", "") { Compute = NodeRoles },
        Age,
        new("Version", "string", "") { Compute = node => node.At("status", "nodeInfo", "kubeletVersion") ?? "" },
    ];

    public static readonly IReadOnlyList<TableColumn> Bindings =
    [
        new("Role", "string", "") { Compute = b => $"{Plain(b.At("roleRef", "kind"))}/{Plain(b.At("roleRef", "name"))}" },
        Age,
    ];

    /// <summary>Kinds without a table of their own show their time of creation as it is.</summary>
    public static readonly IReadOnlyList<TableColumn> Others =
    [
        new("Created At", "date", "") { Compute = obj => obj.At("metadata", "creationTimestamp") },
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

    private static string Plain(JsonData? value) => (value as JsonText)?.Value ?? "";

    private static string? Joined(JsonData? list) => list is JsonList { Count: > 0 } items ? string.Join(',', items.Select(Plain)) : null;

    private static string? LabelText(JsonData? labels) =>
        labels is JsonMap { Count: > 0 } map
            ? string.Join(',', map.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={Plain(l.Value)}"))
            : null;

    private static string? Containers(JsonMap job, string field) =>
        job.At("spec", "template", "spec", "containers") is JsonList containers
            ? string.Join(',', containers.OfType<JsonMap>().Select(c => c.Text(field)))
            : null;

    private static JsonData Completions(JsonMap job)
    {
        var succeeded = (job.At("status", "succeeded") as JsonNumber)?.Integer ?? 0;
        return job.At("spec", "completions") is JsonNumber { Integer: { } wanted } ? $"{succeeded}/{wanted}"
            : job.At("spec", "parallelism") is JsonNumber { Integer: > 1 and var parallel } ? $"{succeeded}/1 of {parallel}"
            : $"{succeeded}/1";
    }

    private static JsonData JobDuration(JsonMap job, DateTimeOffset now) =>
        job.At("status", "startTime") is not JsonText start ? ""
        : job.At("status", "completionTime") is JsonText end ? TableCells.Age(start.Value, DateTimeOffset.Parse(end.Value, Invariant))
        : TableCells.Age(start.Value, now);

    private static JsonData? Ports(JsonMap service) =>
        service.At("spec", "ports") is JsonList { Count: > 0 } ports
            ? string.Join(
                ',',
                ports
                    .OfType<JsonMap>()
                    .Select(p => $"{p.Integer("port")}{(p.Integer("nodePort") is { } node ? $":{node}" : "")}/{p.Text("protocol")}")
            )
            : null;

    private static JsonData NodeStatus(JsonMap node)
    {
        var ready = (node.At("status", "conditions") as JsonList)?.OfType<JsonMap>().FirstOrDefault(c => c.Text("type") == "Ready");
        var status =
            ready is null ? "Unknown"
            : ready.Text("status") == "True" ? "Ready"
            : "NotReady";
        return node.At("spec", "unschedulable") is JsonTruth { Value: true } ? status + ",SchedulingDisabled" : status;
    }

    private static JsonData? NodeRoles(JsonMap node)
    {
        const string prefix = "node-role.kubernetes.io/";
        var roles = ObjectMetadata
            .Of(node)
            .Labels?.Names.Where(l => l.StartsWith(prefix, StringComparison.Ordinal))
            .Select(l => l[prefix.Length..])
            .Order(StringComparer.Ordinal)
            .ToList();
        return roles is { Count: > 0 } ? string.Join(',', roles) : null;
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
