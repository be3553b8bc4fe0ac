using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>A typed look at an object's <c>metadata</c>.</summary>
internal readonly struct ObjectMetadata(JsonMap json)
{
    public JsonMap Json { get; } = json;

    public string Name => Json.Text("name") ?? "";

    public string Namespace => Json.Text("namespace") ?? "";

    public string Uid => Json.Text("uid") ?? "";

    public string? ResourceVersion => Json.Text("resourceVersion");

    public long Generation => Json.Integer("generation") ?? 0;

    public string? DeletionTimestamp => Json.Text("deletionTimestamp");

    public long? DeletionGracePeriodSeconds => Json.Integer("deletionGracePeriodSeconds");

    public JsonMap? Labels => Json.Map("labels");

    public IEnumerable<string> Finalizers => Json.List("finalizers")?.OfType<JsonText>().Select(t => t.Value) ?? [];

    public IEnumerable<OwnerReference> OwnerReferences => Json.List("ownerReferences")?.OfType<JsonMap>().Select(OwnerReference.From) ?? [];

    public static ObjectMetadata Of(JsonMap obj) => new(obj.Map("metadata") ?? JsonMap.Empty);

    public bool HasFinalizer(string finalizer) => Finalizers.Contains(finalizer, StringComparer.Ordinal);
}
