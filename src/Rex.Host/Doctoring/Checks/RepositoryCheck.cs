using Rex.Adapters.GitHub;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Host.Doctoring.Checks;

/// <summary>GitHub can be reached, takes the token, and shows it the repository's pull requests.</summary>
internal sealed class RepositoryCheck(GitHubClient github, RepositoryName repository, Uri address) : Check("github")
{
    /// <inheritdoc/>
    public override bool Ends(CheckLine line) => line is { State: CheckState.Fail, Reason: { } reason } && Reasons.IsTransient(reason);

    /// <inheritdoc/>
    protected override string Where => $"whether GitHub is at {address} and can be reached (Rex:Connection:GitHub:BaseAddress)";

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var what = $"list the pull requests of {repository}";
        var answer = await github.SendAsync(HttpMethod.Get, repository, "pulls?state=open&per_page=1", what, cancellationToken);
        return answer.IsSuccess ? [Ok($"the pull requests of {repository} can be read")] : throw answer.ToFailure(what, github.Now);
    }
}
