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
        : this(resource, key, resourceVersion, content.WithAt(["metadata", "resourceVersion"], Text(resourceVersion))) { }

    private StoredObject(ResourceName resource, ObjectKey key, long resourceVersion, JsonMap content)
    {
        Resource = resource;
        Key = key;
        ResourceVersion = resourceVersion;
        Content = content;
        Metadata = new ObjectMetadata(Content.Map("metadata")!);
    }

    /// <summary>Makes an object as it would be if it were kept. It has no version.</summary>
    public static StoredObject NeverStored(ResourceName resource, ObjectKey key, JsonMap content) => new(resource, key, 0, content);

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

    private static string Text(long version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
