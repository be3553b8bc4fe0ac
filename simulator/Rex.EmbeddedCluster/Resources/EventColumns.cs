using Rex.Embedded.Http;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>The table of events, which says first when something happened and last what the event is called.</summary>
internal static class EventColumns
{
    public static readonly IReadOnlyList<TableColumn> All =
    [
        new("Last Seen", "string", "") { ComputeAt = (e, now) => Ago(LastSeen(e), now) },
        new("Type", "string", ".type"),
        new("Reason", "string", ".reason"),
        new("Object", "string", "") { Compute = Target },
        new("Subobject", "string", "", 1) { Compute = e => Text(e.At("involvedObject", "fieldPath")) },
        new("Source", "string", "", 1) { Compute = Source },
        new("Message", "string", "") { Compute = e => Text(e["message"]).Trim() },
        new("First Seen", "string", "", 1) { ComputeAt = (e, now) => Ago(FirstSeen(e), now) },
        new("Count", "string", "", 1) { Compute = Count },
        new("Name", "string", ".metadata.name", 1),
    ];

    private static string Text(JsonData? value) => (value as JsonText)?.Value ?? "";

    private static JsonData? FirstSeen(JsonMap e) => e["firstTimestamp"] ?? e["eventTime"];

    private static JsonData? LastSeen(JsonMap e) => e.At("series", "lastObservedTime") ?? e["lastTimestamp"] ?? FirstSeen(e);

    private static JsonText Ago(JsonData? time, DateTimeOffset now) => new(TableCells.Age(Text(time), now));

    private static JsonData Count(JsonMap e) =>
        e.At("series", "count") ?? (e["count"] is JsonNumber { Integer: > 0 } count ? count : new JsonNumber(1));

    private static JsonData Target(JsonMap e)
    {
#pragma warning disable CA1308 // kubectl shows kinds in lower case.
        var kind = Text(e.At("involvedObject", "kind")).ToLowerInvariant();
#pragma warning restore CA1308
        return Text(e.At("involvedObject", "name")) is { Length: > 0 } name ? $"{kind}/{name}" : kind;
    }

    private static JsonData Source(JsonMap e)
    {
        var (component, host) = (Text(e.At("source", "component")), Text(e.At("source", "host")));
        if (component.Length == 0)
        {
            (component, host) = (Text(e["reportingComponent"]), Text(e["reportingInstance"]));
        }

        return host.Length == 0 ? component : $"{component}, {host}";
    }
}
