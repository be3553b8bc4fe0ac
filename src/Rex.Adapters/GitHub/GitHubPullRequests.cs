using System.Net;
using System.Text.Json.Serialization.Metadata;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Pull requests and their labels over GitHub's REST API.</summary>
internal sealed class GitHubPullRequests(GitHubClient client) : IPullRequests
{
    private const int PageSize = 100;

    /// <summary>More pages than any branch or pull request has: whoever promises more is stuck in a circle.</summary>
    private const int MaxPages = 50;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PullRequest>> ListOpenAsync(
        RepositoryName repository,
        BranchName branch,
        CancellationToken cancellationToken
    )
    {
        var head = Uri.EscapeDataString($"{repository.Owner}:{branch.Value}");
        var what = $"list the open pull requests of {branch.Value} in {repository.FullName}";
        var pulls = await ListAsync(
            repository,
            $"pulls?state=open&head={head}",
            what,
            GitHubJson.Default.IReadOnlyListGitHubPull,
            cancellationToken
        );
        return [.. pulls.Where(pull => IsOf(pull, repository, branch)).DistinctBy(pull => pull.Number).Select(Read)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListLabelsAsync(RepositoryName repository, long number, CancellationToken cancellationToken)
    {
        var what = $"list the labels of pull request {number} in {repository.FullName}";
        var path = FormattableString.Invariant($"issues/{number}/labels?");
        var labels = await ListAsync(repository, path, what, GitHubJson.Default.IReadOnlyListGitHubLabel, cancellationToken);
        return [.. labels.Select(label => label.Name)];
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveLabelAsync(RepositoryName repository, long number, string label, CancellationToken cancellationToken)
    {
        // Such a segment would vanish from the path, and the request would remove every label.
        if (label is "" or "." or "..")
        {
            throw new ArgumentException($"'{label}' is no label that can be removed.", nameof(label));
        }

        var what = $"remove the label '{label}' from pull request {number} in {repository.FullName}";
        var path = FormattableString.Invariant($"issues/{number}/labels/{Uri.EscapeDataString(label)}");
        var answer = await client.SendAsync(HttpMethod.Delete, repository, path, what, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound && answer.Message == "Label does not exist")
        {
            return false;
        }

        if (answer.Status != HttpStatusCode.NoContent)
        {
            // What remains is of no interest, but only GitHub answers with it.
            _ = answer.ReadItems(GitHubJson.Default.IReadOnlyListGitHubLabel, what, client.Now);
        }

        return true;
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        RepositoryName repository,
        string path,
        string what,
        JsonTypeInfo<IReadOnlyList<T>> type,
        CancellationToken cancellationToken
    )
        where T : IGitHubItem
    {
        var items = new List<T>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var query = FormattableString.Invariant($"{path}{(path.EndsWith('?') ? "" : "&")}per_page={PageSize}&page={page}");
            var answer = await client.SendAsync(HttpMethod.Get, repository, query, what, cancellationToken);
            items.AddRange(answer.ReadItems(type, what, client.Now));
            // Only whether there is a next page is taken from the header, not its address: the token goes to no address that an answer gives.
            if (!answer.HasNextPage)
            {
                return items;
            }
        }

        throw new PlatformException(ReasonCode.ServerError, $"Rex could not {what}: there are more than {MaxPages} pages.");
    }

    /// <summary>GitHub ignores a filter that it does not like, and then answers with every pull request.</summary>
    private static bool IsOf(GitHubPull pull, RepositoryName repository, BranchName branch) =>
        pull.State == "open"
        && pull.Head.Ref == branch.Value
        && pull.Head.Repo is { } head
        && (
            string.Equals(head.FullName, repository.FullName, StringComparison.OrdinalIgnoreCase)
            // The new name of a renamed repository is another one; its id is the same.
            || pull.Base?.Repo?.Id == head.Id
        );

    private static PullRequest Read(GitHubPull pull) =>
        new(pull.Number, pull.HtmlUrl, pull.Head.Sha, pull.CreatedAt, [.. pull.Labels.Select(label => label.Name)]);
}
