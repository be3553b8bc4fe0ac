using Rex.Core.Options;
using Rex.Core.PullRequests;

namespace Rex.Core.Remediations.Steps;

/// <summary>Takes the label <c>ready-for-qa</c> off pull requests, and makes sure that it is gone.</summary>
internal sealed class QaLabelRemover(IPullRequests pullRequests, RexOptions options, TimeProvider time)
{
    private readonly PlatformNames _names = options.Names;

    /// <summary>Takes it off those that have it; their numbers.</summary>
    /// <exception cref="PlatformException"><see cref="ReasonCode.LabelNotRemoved"/>: it was there again right after its removal.</exception>
    /// <exception cref="RemediationTakenOverException">Another process works on the push.</exception>
    public async Task<IReadOnlyList<long>> RemoveAsync(IReadOnlyList<PullRequest> open, StepRun run)
    {
        var repository = run.Remediation.Push.Repository;
        var removed = new List<long>();
        foreach (var pullRequest in open.Where(one => one.Labels.Any(_names.IsQaLabel)))
        {
            await ConfirmAsync(run);
            await pullRequests.RemoveLabelAsync(repository, pullRequest.Number, _names.QaLabel, run.Deadline);
            var left = await pullRequests.ListLabelsAsync(repository, pullRequest.Number, run.Deadline);
            if (left.Any(_names.IsQaLabel))
            {
                throw new PlatformException(
                    ReasonCode.LabelNotRemoved,
                    $"Label {_names.QaLabel} is on pull request {pullRequest.Number} of {repository} again after its removal."
                );
            }

            removed.Add(pullRequest.Number);
        }

        return removed;
    }

    /// <summary>
    /// GitHub takes no precondition: a label that the restarted QA has set would go like the old one. So it is taken off only right after the ledger
    /// said that no other process works on the push; a process that stood still since then asks again.
    /// </summary>
    private async Task ConfirmAsync(StepRun run)
    {
        long asked;
        do
        {
            asked = time.GetTimestamp();
            await run.Journal.ConfirmAsync(run.Deadline);
        } while (time.GetElapsedTime(asked) > options.Deadlines.RemoveQaLabel / 2);
    }
}
