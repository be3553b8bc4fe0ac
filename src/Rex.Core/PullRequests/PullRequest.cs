namespace Rex.Core.PullRequests;

/// <summary>An open pull request.</summary>
/// <param name="Number">Its number within the repository.</param>
/// <param name="Url">Its page (<c>html_url</c>).</param>
/// <param name="HeadSha">The commit its head is at.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="Labels">The names of its labels.</param>
public sealed record PullRequest(long Number, string Url, string HeadSha, DateTimeOffset CreatedAt, IReadOnlyList<string> Labels);
