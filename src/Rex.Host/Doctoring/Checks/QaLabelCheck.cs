using System.Net;
using Rex.Adapters.GitHub;
using Rex.Core.Pushes;

namespace Rex.Host.Doctoring.Checks;

/// <summary>The label that starts testing is one of the repository's.</summary>
internal sealed class QaLabelCheck(GitHubClient github, RepositoryName repository, string label) : Check("qa label")
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var what = $"look for the label {label} of {repository}";
        var answer = await github.SendAsync(HttpMethod.Get, repository, $"labels/{Uri.EscapeDataString(label)}", what, cancellationToken);
        return answer switch
        {
            { IsSuccess: true } => [Ok($"{repository} has the label {label}")],
            { Status: HttpStatusCode.NotFound } =>
            [
                Warn(
                    $"{repository} has no label {label}, or the token may not see it",
                    "Look whether Rex:Names:QaLabel is what the agents set; they may not have set it yet."
                ),
            ],
            _ => throw answer.ToFailure(what, github.Now),
        };
    }
}
