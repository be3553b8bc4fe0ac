using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>Events: selectable by what they are about, and outside garbage collection.</summary>
/// <param name="asNew">Whether this is for those of <c>events.k8s.io/v1</c>.</param>
internal sealed class EventStrategy(bool asNew) : ResourceStrategy
{
    public override bool AllowsCreateOnUpdate => true;

    public override PropagationDefault DefaultPropagation => PropagationDefault.Unsupported;

    public override void Validate(JsonMap obj, JsonMap? old, ICollection<StatusCause> causes)
    {
        // Old servers checked little, and what they let in must stay changeable.
        if (old is null)
        {
            EventValidation.Validate(obj, asNew, causes);
        }
    }

    public override string? SelectableField(JsonMap obj, string field)
    {
        if (asNew && (field.StartsWith("involvedObject", StringComparison.Ordinal) || field is "reportingComponent" or "source"))
        {
            return null;
        }

        var stored = asNew ? EventView.StoredName(field) : field;
        return stored switch
        {
            "involvedObject.kind"
            or "involvedObject.namespace"
            or "involvedObject.name"
            or "involvedObject.uid"
            or "involvedObject.apiVersion"
            or "involvedObject.resourceVersion"
            or "involvedObject.fieldPath" => Text(obj.At("involvedObject", stored["involvedObject.".Length..])),
            "reason" or "type" or "reportingComponent" => Text(obj[stored]),
            "source" when !asNew => Text(obj.At("source", "component")) is { Length: > 0 } component
                ? component
                : Text(obj["reportingComponent"]),
            _ => null,
        };
    }

    private static string Text(JsonData? value) => (value as JsonText)?.Value ?? "";
}
