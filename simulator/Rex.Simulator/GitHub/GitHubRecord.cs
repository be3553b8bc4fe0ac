using Rex.Simulator.Ledgers;

namespace Rex.Simulator.GitHub;

/// <summary>What became of the requests of a world.</summary>
/// <param name="Entries">All requests, in the order in which they came.</param>
/// <param name="Problems">What GitHub itself was not up to; a scenario with one of these proves nothing.</param>
internal sealed record GitHubRecord(IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<string> Problems);
