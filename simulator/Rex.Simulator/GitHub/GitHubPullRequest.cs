namespace Rex.Simulator.GitHub;

/// <summary>A pull request of the embedded GitHub. Guarded by <see cref="GitHubWorld"/>'s lock.</summary>
internal sealed class GitHubPullRequest
{
    public required long Number { get; init; }

    public required string Branch { get; init; }

    public required string HeadSha { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Title { get; init; } = "";

    public bool IsOpen { get; set; } = true;

    public bool IsApproved { get; set; }

    /// <summary>Names of its labels, in the order in which they were put on.</summary>
    public List<string> Labels { get; } = [];
}
