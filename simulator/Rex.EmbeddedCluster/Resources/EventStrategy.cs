using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>Events: selectable by what they are about, and outside garbage collection.</summary>
internal sealed class EventStrategy : ResourceStrategy
{
    public static readonly EventStrategy Instance = new();

    public override bool AllowsCreateOnUpdate => true;

    public override PropagationDefault DefaultPropagation => PropagationDefault.Unsupported;

    public override string? SelectableField(JsonMap obj, string field) =>
        field switch
        {
            "involvedObject.kind"
            or "involvedObject.namespace"
            or "involvedObject.name"
            or "involvedObject.uid"
            or "involvedObject.apiVersion"
            or "involvedObject.resourceVersion"
            or "involvedObject.fieldPath" => Text(obj.At("involvedObject", field["involvedObject.".Length..])),
            "reason" or "type" => Text(obj[field]),
            "reportingComponent" => Text(obj["reportingComponent"]),
            "source" => Text(obj.At("source", "component")) is { Length: > 0 } component ? component : Text(obj["reportingComponent"]),
            _ => null,
        };

    private static string Text(JsonData? value) => (value as JsonText)?.Value ?? "";
}
