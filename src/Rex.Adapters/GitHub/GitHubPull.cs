using Rex.Core.Pushes;

namespace Rex.Adapters.GitHub;

/// <summary>A pull request, as far as Rex reads it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State"><c>open</c> or <c>closed</c>.</param>
/// <param name="HtmlUrl">Its page.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Head">What it wants to merge.</param>
/// <param name="Base">Where to.</param>
internal sealed record GitHubPull(
    long Number,
    string State,
    string HtmlUrl,
    DateTimeOffset CreatedAt,
    IReadOnlyList<GitHubLabel> Labels,
    GitHubPullSide Head,
    GitHubPullSide? Base
) : IGitHubItem
{
    private const int LongestUrl = 2048;

    /// <inheritdoc/>
    public static string Description => "a list of pull requests with number, state, page, labels and head";

    /// <inheritdoc/>
    public bool IsSound =>
        Number > 0
        && HtmlUrl.Length <= LongestUrl
        && Uri.TryCreate(HtmlUrl, UriKind.Absolute, out var page)
        && (page.Scheme == Uri.UriSchemeHttps || page.Scheme == Uri.UriSchemeHttp)
        && Labels.All(label => label is { IsSound: true })
        && CommitSha.TryParse(Head.Sha, out _);
}
