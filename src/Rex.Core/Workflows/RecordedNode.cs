namespace Rex.Core.Workflows;

/// <summary>What a restart write leaves of one node that stays.</summary>
/// <param name="Phase">The phase it is left in, where that is Rex's to say: for a node above the restart node; null for every other one.</param>
/// <param name="Children">The ids of its children that it is left with.</param>
/// <param name="OutboundNodes">The ids of its outbound nodes that it is left with.</param>
public sealed record RecordedNode(string? Phase, IReadOnlyList<string> Children, IReadOnlyList<string> OutboundNodes);
