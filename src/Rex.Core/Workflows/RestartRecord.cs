namespace Rex.Core.Workflows;

/// <summary>
/// What a restart write leaves, noted before it is made. An operation of the workflow controller that began before the hold can write late
/// and bring removed nodes back, whole or in part; with this record the tree can be brought to exactly what the restart write had left.
/// </summary>
/// <param name="RestartNode">Id of the restart node (for an opened gate: of the gate).</param>
/// <param name="Removed">The removed ids, each with the <c>startedAt</c> its node had.</param>
/// <param name="Stays">The ids that stay, each with what the write sets on it.</param>
public sealed record RestartRecord(
    string RestartNode,
    IReadOnlyDictionary<string, string?> Removed,
    IReadOnlyDictionary<string, RecordedNode> Stays
)
{
    /// <summary>Whether it is of a gate that was opened: such a write takes nothing away.</summary>
    public bool IsOfGate => Removed.Count == 0;

    /// <summary>
    /// The API server's time of the last look before the write; null where it told none. No pod and no run was alive then, so that one
    /// that is older was made by an operation that began before the hold.
    /// </summary>
    public DateTimeOffset? LookedAt { get; init; }
}
