namespace Rex.Simulator.GitHub.WireMock;

/// <summary>A request in WireMock's journal.</summary>
/// <param name="Sequence">The number by which the proxies know it; null where it did not come through one.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="RequestBody">The body.</param>
/// <param name="Status">The status that was answered; 0 where the connection was broken instead.</param>
/// <param name="ResponseBody">The body that was answered.</param>
/// <param name="WasMatched">Whether there was a stub for it.</param>
internal sealed record JournalEntry(
    long? Sequence,
    string Method,
    string Path,
    string RequestBody,
    int Status,
    string ResponseBody,
    bool WasMatched
)
{
    /// <summary>The header that carries the number.</summary>
    public const string SequenceHeader = "X-Rex-Sim-Sequence";
}
