namespace Rex.Adapters.GitHub;

/// <summary>Head or base of a pull request.</summary>
/// <param name="Ref">The branch, without <c>refs/heads/</c>.</param>
/// <param name="Sha">The commit it is at.</param>
/// <param name="Repo">The repository; null where a fork was deleted.</param>
internal sealed record GitHubPullSide(string Ref, string Sha, GitHubRepository? Repo);
