using Rex.Embedded.Json;

namespace Rex.Embedded.Objects;

/// <summary>Brings <c>metadata</c> into the form that a typed decoder would give: known fields only, nothing empty.</summary>
internal static class MetadataNormalization
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "name",
        "generateName",
        "namespace",
        "uid",
        "resourceVersion",
        "generation",
        "creationTimestamp",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "labels",
        "annotations",
        "ownerReferences",
        "finalizers",
    };

    public static JsonMap Normalize(JsonMap metadata) =>
        metadata.Change(
            (name, value) =>
                value switch
                {
                    _ when !Known.Contains(name) => null,
                    JsonMap map => NotEmpty(WithoutNulls(map)),
                    JsonList { Count: 0 } or JsonText { Value: "" } or JsonNull => null,
                    _ => value,
                }
        );

    private static JsonMap? NotEmpty(JsonMap map) => map.Count == 0 ? null : map;

    /// <summary>A null in a map of strings decodes to the empty string.</summary>
    private static JsonMap WithoutNulls(JsonMap map) => map.Change((_, value) => value is JsonNull ? "" : value);
}
