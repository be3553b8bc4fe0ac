using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Storage;

/// <summary>One version of one object, with the parts of its metadata that rules ask for.</summary>
internal sealed class StoredObject
{
    private WeakReference<byte[]>? _utf8;

    /// <param name="resource">The resource that the object belongs to.</param>
    /// <param name="key">Where it is kept.</param>
    /// <param name="content">The object without <c>metadata.resourceVersion</c>; it is added here.</param>
    /// <param name="resourceVersion">The revision that this version was made at.</param>
    public StoredObject(ResourceName resource, ObjectKey key, JsonMap content, long resourceVersion)
    {
        Resource = resource;
        Key = key;
        ResourceVersion = resourceVersion;
        var version = resourceVersion.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Content = content.WithAt(["metadata", "resourceVersion"], version);
        Metadata = new ObjectMetadata(Content.Map("metadata")!);
    }

    public ResourceName Resource { get; }

    public ObjectKey Key { get; }

    public long ResourceVersion { get; }

    public JsonMap Content { get; }

    public ObjectMetadata Metadata { get; }

    /// <summary>Gets the JSON text; several watchers of one change share it while it lives.</summary>
    public byte[] Utf8()
    {
        if (_utf8 is { } reference && reference.TryGetTarget(out var known))
        {
            return known;
        }

        var utf8 = Content.ToUtf8();
        _utf8 = new WeakReference<byte[]>(utf8);
        return utf8;
    }
}
