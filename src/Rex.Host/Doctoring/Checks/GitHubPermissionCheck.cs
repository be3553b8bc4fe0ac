using Rex.Adapters.GitHub;
using Rex.Core.Pushes;

namespace Rex.Host.Doctoring.Checks;

/// <summary>The App, or the token, may take a label off. Nothing is written to find out: what cannot be read is said.</summary>
internal sealed class GitHubPermissionCheck(GitHubClient github, IGitHubToken token, RepositoryName repository)
    : Check("github permissions")
{
    private const string Advice =
        "Give it write access to pull requests; or write access to issues, and read access to pull requests. An App's new permissions have to be accepted where it is installed.";

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken) =>
        [
            token is AppGitHubToken app
                ? OfApp(await app.PermissionsAsync(repository, cancellationToken))
                : await OfTokenAsync(cancellationToken),
        ];

    private CheckLine OfApp(IReadOnlyDictionary<string, string> permissions)
    {
        var (pulls, issues) = (permissions.GetValueOrDefault("pull_requests", "none"), permissions.GetValueOrDefault("issues", "none"));
        var message = $"the App at {repository.Owner} has pull_requests: {pulls}, issues: {issues}";
        return pulls != "none" && (pulls == "write" || issues == "write") ? Ok(message) : Fail(message, Advice);
    }

    private async Task<CheckLine> OfTokenAsync(CancellationToken cancellationToken)
    {
        var what = $"ask for the token's scopes at {repository}";
        var answer = await github.SendAsync(HttpMethod.Get, repository, "pulls?state=open&per_page=1", what, cancellationToken);
        if (answer.Header("x-oauth-scopes") is not { Length: > 0 } scopes)
        {
            return Warn($"unknown: the token does not tell whether it may change labels of {repository}", Advice);
        }

        return scopes.Split(',', StringSplitOptions.TrimEntries).Any(scope => scope is "repo" or "public_repo")
            ? Ok($"the token's scopes are {scopes}")
            : Fail($"the token's scopes are {scopes}", "Give it the scope repo, or use a GitHub App.");
    }
}
