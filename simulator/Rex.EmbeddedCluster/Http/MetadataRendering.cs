using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>Objects without anything but their metadata (<c>meta.k8s.io/v1 PartialObjectMetadata</c>).</summary>
internal static class MetadataRendering
{
    public static JsonMap Of(StoredObject obj) => Of(obj.Content["metadata"]);

    public static JsonMap Of(JsonData? metadata) =>
        JsonMap.Of(("kind", "PartialObjectMetadata"), ("apiVersion", "meta.k8s.io/v1"), ("metadata", metadata));

    public static JsonMap List(ListPage page) =>
        JsonMap.Of(
            ("kind", "PartialObjectMetadataList"),
            ("apiVersion", "meta.k8s.io/v1"),
            ("metadata", ListReading.Metadata(page)),
            ("items", JsonList.Of(page.Items.Select(Of)))
        );

    /// <summary>A list is wanted, and there is one object. With custom resources the real server finds that out too late to say it well.</summary>
    public static ApiException NoList(ResourceKind kind) =>
        kind.IsCustom ? new(500, "", "content is not a list") : Mismatch("PartialObjectMetadataList", $"not a list (*core.{kind.Kind})");

    /// <summary>A list where metadata of one object is wanted, or the other way round.</summary>
    public static ApiException Mismatch(string wanted, string found) =>
        new(406, "NotAcceptable", $"you requested {wanted}, but the requested object is {found}");
}
