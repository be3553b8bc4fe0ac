using System.Text.Json.Nodes;
using Rex.Core.Options;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Step 4: sets the main workflow's stage back, since the play's own steps check stage changes. Where nothing can be restarted the remediation
/// ends here: runs and label are gone, the workflow stays as it is.
/// </summary>
internal sealed class ResetWorkflowStep(SituationReader reader, HoldKeeper holds, IMainWorkflows workflows, PlatformNames names)
    : RemediationStep(reader, holds)
{
    /// <inheritdoc/>
    public override StepName Name => StepName.ResetWorkflow;

    /// <inheritdoc/>
    protected override async Task<StepOutcome> ActAsync(Situation situation, StepRun run)
    {
        while (true)
        {
            if (situation.Plan is RestartPlan.CancelOnly cancel)
            {
                // An older remediation may have left a hold; there is nothing to wait for under it.
                EnsureNoRepairIsUnderWay(situation);
                await Holds.ReleaseAsync(situation.Workflow, run.Deadline);
                return new StepOutcome.End(cancel.Reason, cancel.Message + NoPullRequest.Note(run.Remediation));
            }

            if (IsReset(situation.Workflow!) || await WriteAsync(situation.Workflow!, run))
            {
                return new StepOutcome.Continue($"Stage is {names.ResetStage}.");
            }

            // Somebody wrote first, and that may be another process that has restarted QA since: its stage is not to be set back.
            situation = await ReadAsync(run);
            if (await EndingAsync(situation, run) is { } ending)
            {
                return ending;
            }
        }
    }

    private bool IsReset(MainWorkflow workflow) => workflow.Labels.GetValueOrDefault(names.StageLabel) == names.ResetStage;

    /// <summary>Writes on this very state, and reads back.</summary>
    private async Task<bool> WriteAsync(MainWorkflow workflow, StepRun run)
    {
        var patch = WorkflowPatch.Metadata(workflow, new JsonObject { [names.StageLabel] = names.ResetStage }, null);
        await workflows.PatchAsync(workflow.Name, patch, run.Deadline);
        return await workflows.GetAsync(workflow.Name, run.Deadline) is { } now && IsReset(now);
    }
}
