using System.Text.Json;

namespace Rex.Simulator.Platform.Api;

/// <summary>What every Kubernetes object has.</summary>
internal static class KubeObjects
{
    public static string Name(this JsonElement item) => item.GetText("metadata", "name") ?? "";

    public static string Namespace(this JsonElement item) => item.GetText("metadata", "namespace") ?? "";

    public static string Uid(this JsonElement item) => item.GetText("metadata", "uid") ?? "";

    public static string ResourceVersion(this JsonElement item) => item.GetText("metadata", "resourceVersion") ?? "";

    public static string? Label(this JsonElement item, string key) => item.GetText("metadata", "labels", key);

    public static string? Annotation(this JsonElement item, string key) => item.GetText("metadata", "annotations", key);

    public static bool IsDeleting(this JsonElement item) => item.Get("metadata", "deletionTimestamp") is not null;

    public static string? Phase(this JsonElement item) => item.GetText("status", "phase");

    public static IEnumerable<string> Finalizers(this JsonElement item) =>
        item.Get("metadata", "finalizers") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(f => f.GetString() ?? "")
            : [];

    /// <summary>Namespace and name: what tells objects of one kind apart at a moment.</summary>
    public static string Key(this JsonElement item) => $"{item.Namespace()}/{item.Name()}";
}
