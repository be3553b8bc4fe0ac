namespace Rex.Embedded.Storage;

/// <summary>What happened to a resource since a watch looked last.</summary>
/// <param name="Changes">The changes, oldest first.</param>
/// <param name="Revision">The revision up to which these are complete.</param>
/// <param name="NextChange">Completes when there is more.</param>
/// <param name="CompactedUpTo">Set where the watch fell behind what is remembered.</param>
internal sealed record WatchBatch(IReadOnlyList<Change> Changes, long Revision, Task NextChange, long? CompactedUpTo);
