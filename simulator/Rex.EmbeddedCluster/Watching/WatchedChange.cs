using Rex.Embedded.Selectors;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Watching;

/// <summary>
/// What a change is to a watch with a selector: an object that begins to match is added to it, one that no longer matches is deleted from it.
/// </summary>
internal static class WatchedChange
{
    public static string? TypeFor(Change change, ObjectSelector selector)
    {
        var before = change.Previous is { } previous && selector.Matches(previous);
        var after = change.Type != ChangeType.Deleted && selector.Matches(change.Current);
        return (before, after) switch
        {
            (false, true) => "ADDED",
            (true, true) => "MODIFIED",
            (true, false) => "DELETED",
            _ => null,
        };
    }

    /// <summary>An object that leaves a watch is shown as it was when it matched, with the resource version of the change.</summary>
    public static StoredObject ObjectFor(Change change, string type) =>
        type == "DELETED"
            ? new StoredObject(change.Current.Resource, change.Current.Key, change.Previous!.Content, change.Revision)
            : change.Current;
}
