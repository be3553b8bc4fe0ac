using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>Gives an object in the version that was asked for. Versions differ in nothing but their name.</summary>
internal static class ObjectRendering
{
    public static JsonMap Json(ResourceKind kind, StoredObject obj) =>
        kind.View?.FromStored(obj.Content) ?? obj.Content.With("apiVersion", kind.ApiVersion);

    /// <summary>Gives an object within a list: there built-in kinds leave out what the list says already.</summary>
    public static JsonMap Item(ResourceKind kind, StoredObject obj) =>
        kind.IsCustom ? Json(kind, obj) : (kind.View?.FromStored(obj.Content) ?? obj.Content).Without("apiVersion").Without("kind");

    public static byte[] Utf8(ResourceKind kind, StoredObject obj) =>
        kind.View is null && (kind.StorageVersion is null || kind.StorageVersion == kind.Version) ? obj.Utf8() : Json(kind, obj).ToUtf8();
}
