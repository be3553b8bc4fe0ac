using System.Text.Json;
using Rex.Core.Workflows;

namespace Rex.Adapters.Kubernetes;

/// <summary>Reads what every object of Kubernetes has, as <see cref="JsonReading"/> reads: what is absent, or of another kind than expected, is null and never an exception.</summary>
internal static class ResourceReading
{
    /// <summary>The whole number of that path.</summary>
    public static long? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt64(out var number) ? number : null;

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
        foreach (var label in resource.Members("metadata", "labels"))
        {
            if (label.Value.AsText() is { } value)
            {
                labels[label.Name] = value;
            }
        }

        return labels;
    }

    /// <summary>UIDs of the object's owners.</summary>
    public static IEnumerable<string> OwnerUids(this JsonElement resource) =>
        resource.Items("metadata", "ownerReferences").Select(owner => owner.Text("uid") ?? "");
}
