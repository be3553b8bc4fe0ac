namespace Rex.Simulator.GitHub;

/// <summary>A pull request of a world's GitHub. Guarded by <see cref="GitHubWorld"/>'s lock.</summary>
internal sealed record GitHubPullRequest
{
    public required long Number { get; init; }

    public required string Branch { get; init; }

    public required string HeadSha { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Title { get; init; } = "";

    /// <summary>The branch that it is to be merged into.</summary>
    public string Base { get; init; } = "main";

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>When it or its labels were last changed; null where they never were.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    public bool IsApproved { get; set; }

    /// <summary>Names of its labels, in the order in which they were put on.</summary>
    public List<string> Labels { get; init; } = [];
}
