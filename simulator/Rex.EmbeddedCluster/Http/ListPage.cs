using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>A list, or a page of one.</summary>
/// <param name="Items">The objects.</param>
/// <param name="Revision">The resource version of the whole list.</param>
/// <param name="Continue">The token of the next page, or null for the last.</param>
/// <param name="Remaining">How many objects are left; unknown with a selector.</param>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Revision, string? Continue, long? Remaining);
