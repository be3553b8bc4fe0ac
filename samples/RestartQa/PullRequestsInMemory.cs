using Rex.Core.PullRequests;
using Rex.Core.Pushes;

namespace RestartQa;

/// <summary>A port of Rex.Core over a system of the application's own: one pull request that QA is ready for.</summary>
internal sealed class PullRequestsInMemory : IPullRequests
{
    public List<string> Labels { get; } = ["bug", "ready-for-qa"];

    public Task<IReadOnlyList<PullRequest>> ListOpenAsync(
        RepositoryName repository,
        BranchName branch,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<PullRequest>>([
            new PullRequest(
                7,
                $"https://github.example/{repository}/pull/7",
                SignedPush.After,
                DateTimeOffset.UtcNow.AddHours(-2),
                [.. Labels]
            ),
        ]);

    public Task<IReadOnlyList<string>> ListLabelsAsync(RepositoryName repository, long number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Labels]);

    public Task<bool> RemoveLabelAsync(RepositoryName repository, long number, string label, CancellationToken cancellationToken) =>
        Task.FromResult(Labels.Remove(label));
}
