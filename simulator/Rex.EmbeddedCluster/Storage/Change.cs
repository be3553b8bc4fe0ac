using System.Collections.Immutable;

namespace Rex.Embedded.Storage;

/// <summary>One write to one resource.</summary>
/// <param name="Type">What was done.</param>
/// <param name="Current">The new version; for a deletion the last version, with the deletion's revision.</param>
/// <param name="Previous">The version before, if there was one. Watches with selectors need it.</param>
/// <param name="After">All objects of the resource after the write, for lists at this very revision.</param>
internal sealed record Change(
    ChangeType Type,
    StoredObject Current,
    StoredObject? Previous,
    ImmutableSortedDictionary<ObjectKey, StoredObject> After
)
{
    public long Revision => Current.ResourceVersion;
}
