using Rex.Adapters.GitHub;
using Rex.Core.Pushes;

namespace Rex.Host.Doctoring.Checks;

/// <summary>GitHub's clock is near Rex's: pushes carry its time.</summary>
internal sealed class GitHubClockCheck(GitHubClient github, RepositoryName repository, TimeSpan allowed, TimeProvider time)
    : ClockCheck("github clock", "GitHub's", allowed, time)
{
    /// <inheritdoc/>
    protected override async Task<DateTimeOffset?> DateAsync(CancellationToken cancellationToken)
    {
        var answer = await github.SendAsync(HttpMethod.Get, repository, "pulls?per_page=1", "ask GitHub for its time", cancellationToken);
        return answer.Headers.Date;
    }
}
