using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>Events as <c>events.k8s.io/v1</c> names their fields; they are kept as those of <c>v1</c>.</summary>
internal sealed class EventView : IObjectView
{
    public static readonly EventView Instance = new();

    private static readonly (string View, string Stored)[] Names =
    [
        ("regarding", "involvedObject"),
        ("note", "message"),
        ("reportingController", "reportingComponent"),
        ("deprecatedSource", "source"),
        ("deprecatedFirstTimestamp", "firstTimestamp"),
        ("deprecatedLastTimestamp", "lastTimestamp"),
        ("deprecatedCount", "count"),
    ];

    private static readonly Dictionary<string, string> ByView = Names.ToDictionary(n => n.View, n => n.Stored, StringComparer.Ordinal);
    private static readonly Dictionary<string, string> ByStored = Names.ToDictionary(n => n.Stored, n => n.View, StringComparer.Ordinal);

    public ResourceName Stored => new("", "events");

    public string StoredApiVersion => "v1";

    /// <summary>Gets the name that a field, or a field below it, has where it is kept.</summary>
    public static string StoredName(string field)
    {
        var parts = field.Split('.', 2);
        var name = ByView.GetValueOrDefault(parts[0], parts[0]);
        return parts.Length == 1 ? name : $"{name}.{parts[1]}";
    }

    public JsonMap ToStored(JsonMap obj) => Rename(obj, ByView).With("apiVersion", StoredApiVersion);

    public JsonMap FromStored(JsonMap obj) => Rename(obj, ByStored).With("apiVersion", "events.k8s.io/v1");

    private static JsonMap Rename(JsonMap obj, Dictionary<string, string> names) =>
        JsonMap.Of(obj.Select(p => (names.GetValueOrDefault(p.Key, p.Key), (JsonData?)p.Value)));
}
