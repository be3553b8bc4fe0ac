namespace Rex.Simulator.GitHub;

/// <summary>A repository of a world's GitHub. Guarded by <see cref="GitHubWorld"/>'s lock.</summary>
internal sealed class GitHubRepository
{
    public required long Id { get; init; }

    public required string Owner { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset CreatedAt { get; init; } = new(2025, 1, 7, 8, 30, 0, TimeSpan.Zero);

    /// <summary>When it was last pushed to; null where it never was.</summary>
    public DateTimeOffset? PushedAt { get; set; }

    public string FullName => $"{Owner}/{Name}";

    /// <summary>Branch names and the commits that they are at.</summary>
    public Dictionary<string, string> Branches { get; } = new(StringComparer.Ordinal);

    public List<GitHubPullRequest> PullRequests { get; } = [];
}
