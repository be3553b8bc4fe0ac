using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>Short ways to say a change of an object's metadata.</summary>
internal static class ObjectChanges
{
    public static JsonMap WithMetadata(this JsonMap obj, string name, JsonData? value) => obj.WithAt(["metadata", name], value);

    public static JsonMap WithFinalizers(this JsonMap obj, IReadOnlyCollection<string> finalizers) =>
        obj.WithMetadata("finalizers", finalizers.Count == 0 ? null : JsonList.OfTexts(finalizers));
}
