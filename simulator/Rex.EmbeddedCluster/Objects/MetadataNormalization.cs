using Rex.Embedded.Json;

namespace Rex.Embedded.Objects;

/// <summary>Brings <c>metadata</c> into the form that a typed decoder would give: nothing empty.</summary>
internal static class MetadataNormalization
{
    public static JsonMap Normalize(JsonMap metadata) =>
        metadata.Change(
            (name, value) =>
                value switch
                {
                    _ when name is "selfLink" => null,
                    JsonMap { Count: 0 } or JsonList { Count: 0 } or JsonText { Value: "" } => null,
                    _ => value,
                }
        );
}
