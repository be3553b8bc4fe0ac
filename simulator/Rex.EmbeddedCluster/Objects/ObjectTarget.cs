using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Objects;

/// <summary>The object that a request names.</summary>
internal sealed record ObjectTarget(ResourceKind Kind, string Namespace, string Name)
{
    public ObjectKey Key => new(Namespace, Name);
}
