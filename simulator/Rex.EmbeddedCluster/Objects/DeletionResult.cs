using Rex.Embedded.Storage;

namespace Rex.Embedded.Objects;

/// <summary>What a DELETE did.</summary>
/// <param name="Object">The object as it is now, or was last.</param>
/// <param name="Removed">Whether it is gone; else it waits for finalizers or its grace period.</param>
internal sealed record DeletionResult(StoredObject Object, bool Removed);
