using Rex.Core.PullRequests;
using Rex.Core.Pushes;

namespace Rex.Simulator.Proofs.Doubles;

/// <summary>Pull requests as Rex sees and changes them, each of which a broken rule can bend.</summary>
internal class PullRequestsDouble(IPullRequests inner) : IPullRequests
{
    public virtual Task<IReadOnlyList<PullRequest>> ListOpenAsync(
        RepositoryName repository,
        BranchName branch,
        CancellationToken cancellationToken
    ) => inner.ListOpenAsync(repository, branch, cancellationToken);

    public virtual Task<IReadOnlyList<string>> ListLabelsAsync(
        RepositoryName repository,
        long number,
        CancellationToken cancellationToken
    ) => inner.ListLabelsAsync(repository, number, cancellationToken);

    public virtual Task<bool> RemoveLabelAsync(RepositoryName repository, long number, string label, CancellationToken cancellationToken) =>
        inner.RemoveLabelAsync(repository, number, label, cancellationToken);
}
