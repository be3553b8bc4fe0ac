using Rex.Core.PullRequests;
using Rex.Core.Pushes;

namespace Rex.Core.Tests.Platform;

/// <summary>Pull requests in memory.</summary>
internal sealed class FakePullRequests(PortCalls calls) : IPullRequests
{
    private readonly Dictionary<long, (BranchName Branch, PullRequest Pull)> _open = [];

    /// <summary>Opens a pull request.</summary>
    public void Open(BranchName branch, PullRequest pull) => _open[pull.Number] = (branch, pull);

    /// <summary>Closes a pull request.</summary>
    public void Close(long number) => _open.Remove(number);

    /// <summary>The labels of a pull request.</summary>
    public IReadOnlyList<string> LabelsOf(long number) => _open[number].Pull.Labels;

    /// <summary>Sets a label as somebody else than Rex does.</summary>
    public void AddLabel(long number, string label) => Change(number, labels => [.. labels, label]);

    public Task<IReadOnlyList<PullRequest>> ListOpenAsync(
        RepositoryName repository,
        BranchName branch,
        CancellationToken cancellationToken
    ) =>
        calls.MakeAsync<IReadOnlyList<PullRequest>>(
            Call.ListPulls,
            branch.Value,
            () => [.. _open.Values.Where(one => one.Branch == branch && repository == Samples.Repository).Select(one => one.Pull)],
            cancellationToken
        );

    public Task<IReadOnlyList<string>> ListLabelsAsync(RepositoryName repository, long number, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.ListLabels, $"{number}", () => LabelsOf(number), cancellationToken);

    public Task<bool> RemoveLabelAsync(RepositoryName repository, long number, string label, CancellationToken cancellationToken) =>
        calls.MakeAsync(
            Call.RemoveLabel,
            $"{number}",
            () =>
            {
                var isThere = LabelsOf(number).Contains(label, StringComparer.OrdinalIgnoreCase);
                if (isThere)
                {
                    Change(number, labels => [.. labels.Where(one => !one.Equals(label, StringComparison.OrdinalIgnoreCase))]);
                    calls.Wrote($"unlabel {number} {label}");
                }

                return isThere;
            },
            cancellationToken
        );

    private void Change(long number, Func<IReadOnlyList<string>, IReadOnlyList<string>> change)
    {
        var (branch, pull) = _open[number];
        _open[number] = (branch, pull with { Labels = change(pull.Labels) });
    }
}
