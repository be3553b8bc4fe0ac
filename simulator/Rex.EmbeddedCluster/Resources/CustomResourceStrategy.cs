using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Schemas;

namespace Rex.Embedded.Resources;

/// <summary>
/// The rules of a custom resource, as its definition declares them (<c>apiextensions-apiserver/pkg/registry/customresource/strategy.go</c>).
/// </summary>
/// <param name="schema">The schema of the served version.</param>
/// <param name="hasStatus">Whether the version declares the status subresource.</param>
/// <param name="selectableFields">The definition's selectable fields.</param>
internal sealed class CustomResourceStrategy(StructuralSchema schema, bool hasStatus, IReadOnlySet<string> selectableFields)
    : ResourceStrategy
{
    public StructuralSchema Schema { get; } = schema;

    public override bool AllowsUnconditionalUpdate => false;

    public override bool KnowsPlainFinalizers => false;

    public override bool SupportsStrategicMerge => false;

    public override JsonMap PrepareForCreate(JsonMap obj) => (hasStatus ? obj.Without("status") : obj).WithMetadata("generation", 1);

    public override JsonMap PrepareForUpdate(JsonMap obj, JsonMap old)
    {
        if (hasStatus)
        {
            obj = obj.With("status", old["status"]);
        }

        // Without the status subresource a change of the status counts too: only metadata does not.
        return JsonData.DeepEquals(obj.Without("metadata"), old.Without("metadata"))
            ? obj
            : obj.WithMetadata("generation", ObjectMetadata.Of(old).Generation + 1);
    }

    public override JsonMap PrepareForStatusUpdate(JsonMap obj, JsonMap old) => old.With("status", obj["status"]);

    public override void Validate(JsonMap obj, JsonMap? old, ICollection<StatusCause> causes) =>
        SchemaValidation.Validate(Schema, obj, old, causes);

    public override string? SelectableField(JsonMap obj, string field) =>
        selectableFields.Contains(field)
            ? obj.At(field.Split('.')) switch
            {
                JsonText text => text.Value,
                null or JsonNull => "",
                { } other => other.ToString(),
            }
            : null;
}
