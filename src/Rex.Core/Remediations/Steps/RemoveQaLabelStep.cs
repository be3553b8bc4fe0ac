using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Step 3: takes the label <c>ready-for-qa</c> off every open pull request of the branch. It comes after the runs are gone, since a dying
/// quality agent may still set it; and where it stayed, setting it again would send no event and testing would never start.
/// </summary>
public sealed class RemoveQaLabelStep(
    SituationReader reader,
    HoldKeeper holds,
    IPullRequests pullRequests,
    RexOptions options,
    TimeProvider time
) : RemediationStep(reader, holds)
{
    private readonly PlatformNames _names = options.Names;

    /// <inheritdoc/>
    public override StepName Name => StepName.RemoveQaLabel;

    /// <inheritdoc/>
    protected override async Task<StepOutcome> ActAsync(Situation situation, StepRun run)
    {
        var repository = run.Remediation.Push.Repository;
        var removed = new List<long>();
        foreach (var pullRequest in situation.PullRequests.Where(one => one.Labels.Any(_names.IsQaLabel)))
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

        return new StepOutcome.Continue(
            removed.Count == 0 ? $"No label {_names.QaLabel} to remove." : $"Removed {_names.QaLabel} from {string.Join(", ", removed)}."
        );
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
