using Rex.Core.PullRequests;
using Rex.Core.Pushes;

namespace Rex.Host.Rehearsing;

/// <summary>Pull requests as they would be without the labels whose removal was noted.</summary>
internal sealed class RehearsedPullRequests(IPullRequests real, Rehearsal rehearsal) : IPullRequests
{
    private readonly HashSet<(RepositoryName Repository, long Number, string Label)> removed = [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PullRequest>> ListOpenAsync(
        RepositoryName repository,
        BranchName branch,
        CancellationToken cancellationToken
    )
    {
        var open = await real.ListOpenAsync(repository, branch, cancellationToken);
        return [.. open.Select(one => one with { Labels = Left(repository, one.Number, one.Labels) })];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListLabelsAsync(RepositoryName repository, long number, CancellationToken cancellationToken) =>
        Left(repository, number, await real.ListLabelsAsync(repository, number, cancellationToken));

    /// <inheritdoc/>
    public async Task<bool> RemoveLabelAsync(RepositoryName repository, long number, string label, CancellationToken cancellationToken)
    {
        var isThere = (await ListLabelsAsync(repository, number, cancellationToken)).Contains(label, StringComparer.OrdinalIgnoreCase);
        rehearsal.Note("unlabel", $"{repository}#{number} {label}");
        removed.Add((repository, number, Key(label)));
        return isThere;
    }

    private List<string> Left(RepositoryName repository, long number, IReadOnlyList<string> labels) =>
        [.. labels.Where(label => !removed.Contains((repository, number, Key(label))))];

    // GitHub's labels are the same in any case.
    private static string Key(string label) => label.ToUpperInvariant();
}
