using System.Globalization;
using System.Text.Json;

namespace Rex.Adapters.Kubernetes;

/// <summary>Reads members of objects that somebody else wrote: what is absent, or of another kind than expected, is null and never an exception.</summary>
internal static class ResourceReading
{
    /// <summary>The member of that path, if every step of it is an object that has it.</summary>
    public static JsonElement? Find(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    /// <summary>The text of that path; null where there is none or it is empty.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.String } found && found.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The whole number of that path.</summary>
    public static long? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt64(out var number) ? number : null;

    /// <summary>The time of that path (RFC 3339).</summary>
    public static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(
            element.Text(path),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;

    /// <summary>The items of the array of that path; none where it is no array.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    /// <summary>The texts of the array of that path; what is no text is left out.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, params ReadOnlySpan<string> path) =>
        [.. element.Items(path).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    /// <summary>Name of the object.</summary>
    public static string Name(this JsonElement resource) => resource.Text("metadata", "name") ?? "";

    /// <summary>UID of the object.</summary>
    public static string Uid(this JsonElement resource) => resource.Text("metadata", "uid") ?? "";

    /// <summary>Version of the object.</summary>
    public static string ResourceVersion(this JsonElement resource) => resource.Text("metadata", "resourceVersion") ?? "";

    /// <summary>When the API server made the object.</summary>
    public static DateTimeOffset CreatedAt(this JsonElement resource) =>
        resource.Time("metadata", "creationTimestamp") ?? DateTimeOffset.MinValue;

    /// <summary>Whether the object has a deletion timestamp.</summary>
    public static bool IsDeleting(this JsonElement resource) => resource.Text("metadata", "deletionTimestamp") is not null;

    /// <summary>The object's finalizers.</summary>
    public static IReadOnlyList<string> Finalizers(this JsonElement resource) => resource.Texts("metadata", "finalizers");

    /// <summary>The object's labels.</summary>
    public static IReadOnlyDictionary<string, string> Labels(this JsonElement resource)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (resource.Find("metadata", "labels") is { ValueKind: JsonValueKind.Object } found)
        {
            foreach (var label in found.EnumerateObject().Where(label => label.Value.ValueKind == JsonValueKind.String))
            {
                labels[label.Name] = label.Value.GetString()!;
            }
        }

        return labels;
    }

    /// <summary>UIDs of the object's owners.</summary>
    public static IEnumerable<string> OwnerUids(this JsonElement resource) =>
        resource.Items("metadata", "ownerReferences").Select(owner => owner.Text("uid") ?? "");
}
