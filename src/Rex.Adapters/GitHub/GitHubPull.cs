namespace Rex.Adapters.GitHub;

/// <summary>A pull request, as far as Rex reads it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="HtmlUrl">Its page.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Head">What it wants to merge.</param>
/// <param name="Base">Where to.</param>
internal sealed record GitHubPull(
    long Number,
    string HtmlUrl,
    DateTimeOffset CreatedAt,
    IReadOnlyList<GitHubLabel>? Labels,
    GitHubPullSide Head,
    GitHubPullSide? Base
);
