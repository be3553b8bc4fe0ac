using Rex.Core.Options;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Step 3: takes the label <c>ready-for-qa</c> off every open pull request of the branch. It comes after the runs are gone, since a dying
/// quality agent may still set it; and where it stayed, setting it again would send no event and testing would never start.
/// </summary>
internal sealed class RemoveQaLabelStep(SituationReader reader, HoldKeeper holds, QaLabelRemover label, PlatformNames names)
    : RemediationStep(reader, holds)
{
    /// <inheritdoc/>
    public override StepName Name => StepName.RemoveQaLabel;

    /// <inheritdoc/>
    protected override async Task<StepOutcome> ActAsync(Situation situation, StepRun run)
    {
        var removed = await label.RemoveAsync(situation.PullRequests, run);
        return new StepOutcome.Continue(
            removed.Count == 0 ? $"No label {names.QaLabel} to remove." : $"Removed {names.QaLabel} from {string.Join(", ", removed)}."
        );
    }
}
