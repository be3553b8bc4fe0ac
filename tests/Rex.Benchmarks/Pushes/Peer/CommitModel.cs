namespace Rex.Benchmarks.Pushes.Peer;

/// <summary>A commit of a push.</summary>
internal sealed record CommitModel
{
    public string? Id { get; init; }

    public string? TreeId { get; init; }

    public bool Distinct { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset Timestamp { get; init; }

    public string? Url { get; init; }

    public CommitterModel? Author { get; init; }

    public CommitterModel? Committer { get; init; }

    public IReadOnlyList<string>? Added { get; init; }

    public IReadOnlyList<string>? Removed { get; init; }

    public IReadOnlyList<string>? Modified { get; init; }
}
