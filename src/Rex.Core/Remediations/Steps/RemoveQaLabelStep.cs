using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Step 3: takes the label <c>ready-for-qa</c> off every open pull request of the branch. It comes after the runs are gone, since a dying
/// quality agent may still set it; and where it stayed, setting it again would send no event and testing would never start.
/// </summary>
public sealed class RemoveQaLabelStep(SituationReader reader, HoldKeeper holds, IPullRequests pullRequests, PlatformNames names)
    : RemediationStep(reader, holds)
{
    /// <inheritdoc/>
    public override StepName Name => StepName.RemoveQaLabel;

    /// <inheritdoc/>
    protected override async Task<StepOutcome> ActAsync(Situation situation, StepRun run)
    {
        var repository = run.Remediation.Push.Repository;
        var removed = new List<long>();
        foreach (var pullRequest in situation.PullRequests.Where(one => one.Labels.Any(names.IsQaLabel)))
        {
            await pullRequests.RemoveLabelAsync(repository, pullRequest.Number, names.QaLabel, run.Deadline);
            var left = await pullRequests.ListLabelsAsync(repository, pullRequest.Number, run.Deadline);
            if (left.Any(names.IsQaLabel))
            {
                throw new PlatformException(
                    ReasonCode.LabelNotRemoved,
                    $"Label {names.QaLabel} is on pull request {pullRequest.Number} of {repository} again after its removal."
                );
            }

            removed.Add(pullRequest.Number);
        }

        return new StepOutcome.Continue(
            removed.Count == 0 ? $"No label {names.QaLabel} to remove." : $"Removed {names.QaLabel} from {string.Join(", ", removed)}."
        );
    }
}
