using Rex.Adapters.GitHub;
using Rex.Core.Pushes;

namespace Rex.Host.Doctoring.Checks;

/// <summary>GitHub can be reached, takes the token, and shows it the repository's pull requests.</summary>
internal sealed class RepositoryCheck(GitHubClient github, RepositoryName repository) : Check("github")
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var what = $"list the pull requests of {repository}";
        var answer = await github.SendAsync(HttpMethod.Get, repository, "pulls?state=open&per_page=1", what, cancellationToken);
        return answer.IsSuccess ? [Ok($"the pull requests of {repository} can be read")] : throw answer.ToFailure(what, github.Now);
    }
}
