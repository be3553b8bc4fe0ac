using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Core.PullRequests;

/// <summary>Pull requests on GitHub. Failures come as <see cref="PlatformException"/>, every kind of error with its own reason.</summary>
public interface IPullRequests
{
    /// <summary>The open pull requests whose head is this branch of this repository, all pages of them.</summary>
    Task<IReadOnlyList<PullRequest>> ListOpenAsync(RepositoryName repository, BranchName branch, CancellationToken cancellationToken);

    /// <summary>The labels of a pull request, all pages of them.</summary>
    Task<IReadOnlyList<string>> ListLabelsAsync(RepositoryName repository, long number, CancellationToken cancellationToken);

    /// <summary>Takes one label off. True: it was there; false: it was not ("Label does not exist"). Any other 404 is lost access.</summary>
    Task<bool> RemoveLabelAsync(RepositoryName repository, long number, string label, CancellationToken cancellationToken);
}
