using Rex.Core.Options;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Step 5: looks once more, makes the restart write, and follows it up until QA runs again. Whatever is found undone is that step's work again.
/// </summary>
internal sealed class ResumePipelineStep(
    SituationReader reader,
    HoldKeeper holds,
    IReadOnlyList<RemediationStep> earlier,
    Cleaner cleaner,
    RestartFollowUp followUp,
    IMainWorkflows workflows,
    RexOptions options,
    TimeProvider time
) : RemediationStep(reader, holds)
{
    /// <inheritdoc/>
    public override StepName Name => StepName.ResumePipeline;

    /// <inheritdoc/>
    protected override Task<StepOutcome> AfterRestartAsync(Situation situation, StepRun run) => followUp.RunAsync(situation.Workflow!, run);

    /// <inheritdoc/>
    protected override async Task<StepOutcome> ActAsync(Situation situation, StepRun run)
    {
        while (true)
        {
            var (restart, ending) = await PrepareAsync(situation, run);
            if (ending is not null)
            {
                return ending;
            }

            if (restart is not null && await WriteAsync(situation.Workflow!, restart, run) is { } restarted)
            {
                return await followUp.RunAsync(restarted, run);
            }

            situation = await ReadAsync(run);
            if (await EndingAsync(situation, run) is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>The write to make on exactly this state; or how the step ends; or neither: look again.</summary>
    private async Task<(RestartWrite? Write, StepOutcome? Ending)> PrepareAsync(Situation situation, StepRun run)
    {
        switch (situation.Plan)
        {
            case RestartPlan.Rewind rewind:
                return await PrepareRewindAsync(situation, rewind, run);
            case RestartPlan.OpenGate gate:
                return PrepareGate(situation, gate, run);
            default:
                // The state changed to one that nothing can be restarted from: the earlier steps end the remediation as it asks for.
                return (null, await RunEarlierAsync(run));
        }
    }

    private async Task<(RestartWrite? Write, StepOutcome? Ending)> PrepareRewindAsync(
        Situation situation,
        RestartPlan.Rewind rewind,
        StepRun run
    )
    {
        var workflow = situation.Workflow!;
        var heldSince = Hold.LeftAloneSince(workflow, run.Remediation.Id);
        var look = await cleaner.LookAsync(CancelAgentsStep.ForRestart(workflow, rewind, run.Remediation), run);
        if (heldSince is null || !look.IsClean || !await IsResetAsync(situation, run))
        {
            return (null, await RunEarlierAsync(run));
        }

        var wait = PodGraceRule.DueAt(workflow, rewind.RemovedNodes, heldSince.Value, options.Restart) - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, run.Deadline);
            return (null, null);
        }

        var write = RestartWrite.For(workflow, rewind, StampFor(situation, run));
        return (write with { Record = write.Record with { LookedAt = look.At } }, null);
    }

    private (RestartWrite? Write, StepOutcome? Ending) PrepareGate(Situation situation, RestartPlan.OpenGate gate, StepRun run)
    {
        var newest = situation.PullRequests.MaxBy(pullRequest => pullRequest.Number)!;
        var (write, missing) = GateWrite.For(situation.Workflow!, gate, newest, StampFor(situation, run));
        return missing is null
            ? (write, null)
            : (
                null,
                new StepOutcome.End(
                    ReasonCode.GateNeedsValue,
                    $"Output {missing} of gate {gate.Gate.Id} has neither a value nor a default."
                )
            );
    }

    private async Task<bool> IsResetAsync(Situation situation, StepRun run) =>
        situation.Workflow!.Labels.GetValueOrDefault(options.Names.StageLabel) == options.Names.ResetStage
        && !await Reader.HasQaLabelAsync(
            run.Remediation.Push,
            situation.PullRequests.Select(pullRequest => pullRequest.Number),
            run.Deadline
        );

    /// <summary>Does the earlier steps' work again. Null: all of them went through.</summary>
    private async Task<StepOutcome?> RunEarlierAsync(StepRun run)
    {
        foreach (var step in earlier)
        {
            if (await step.RunAsync(run) is var outcome and not StepOutcome.Continue)
            {
                return outcome;
            }
        }

        return null;
    }

    /// <summary>Notes what the write will leave, then makes it. Null: somebody else wrote first.</summary>
    private async Task<MainWorkflow?> WriteAsync(MainWorkflow workflow, RestartWrite write, StepRun run)
    {
        await run.Journal.WriteAsync(status => status with { Restart = write.Record }, run.Deadline);
        var result = await workflows.PatchAsync(workflow.Name, write.Patch, run.Deadline);
        return result.Workflow;
    }

    private RestartStamp StampFor(Situation situation, StepRun run) =>
        RestartStamp.For(run.Remediation, situation.PullRequests, options.Names, time.GetUtcNow());
}
