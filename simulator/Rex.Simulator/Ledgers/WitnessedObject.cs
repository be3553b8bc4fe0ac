namespace Rex.Simulator.Ledgers;

/// <summary>One object of a <see cref="Witness"/>.</summary>
internal sealed record WitnessedObject(
    string Kind,
    string Name,
    string Uid,
    DateTimeOffset CreatedAt,
    string Phase,
    IReadOnlyDictionary<string, string> Labels,
    string Repository,
    IReadOnlyList<string> OwnerUids,
    string NodeId
);
