using Rex.Core.Remediations.Ordering;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// One of the five steps. Each is re-entrant: it reads the world anew, does what is still to be done, checks it by reading back; running it
/// twice does what once does.
/// </summary>
internal abstract class RemediationStep(SituationReader reader, HoldKeeper holds)
{
    /// <summary>Reads the world of the task.</summary>
    protected SituationReader Reader { get; } = reader;

    /// <summary>Puts holds on and takes them off.</summary>
    protected HoldKeeper Holds { get; } = holds;

    /// <summary>Which step it is.</summary>
    public abstract StepName Name { get; }

    /// <summary>Runs the step once.</summary>
    /// <exception cref="PlatformException">It could not be done; <see cref="Reasons"/> says whether trying again can help.</exception>
    public async Task<StepOutcome> RunAsync(StepRun run)
    {
        var situation = await ReadAsync(run);
        return await EndingAsync(situation, run) ?? await ActAsync(situation, run);
    }

    /// <summary>The step's own work.</summary>
    protected abstract Task<StepOutcome> ActAsync(Situation situation, StepRun run);

    /// <summary>What the step does where the workflow was restarted for this very push already.</summary>
    protected virtual Task<StepOutcome> AfterRestartAsync(Situation situation, StepRun run) =>
        Task.FromResult<StepOutcome>(new StepOutcome.Continue("The main workflow was restarted for this push already."));

    /// <summary>Reads the world anew.</summary>
    protected Task<Situation> ReadAsync(StepRun run) => Reader.ReadAsync(run.Remediation, run.Deadline);

    /// <summary>
    /// What ends every step: the restart that was made already, a newer push, a restart for a newer push, or a plan that touches nothing.
    /// Null where the step has work to do.
    /// </summary>
    protected async Task<StepOutcome?> EndingAsync(Situation situation, StepRun run)
    {
        if (situation.Fence == FenceState.RestartedForThis)
        {
            return await AfterRestartAsync(situation, run);
        }

        if (situation.Newer is { } newer)
        {
            return new StepOutcome.End(ReasonCode.NewerPush, $"Remediation {newer.Id} is for a newer push of the task.");
        }

        if (situation.Fence == FenceState.RestartedForNewer)
        {
            return new StepOutcome.End(ReasonCode.NewerPush, "The main workflow was restarted for a newer push of the task.");
        }

        switch (situation.Plan)
        {
            case RestartPlan.Skip skip:
                EnsureNoRepairIsUnderWay(situation);
                await Holds.ReleaseAsync(situation.Workflow, run.Deadline);
                return new StepOutcome.End(skip.Reason, skip.Message);
            case RestartPlan.Refuse refuse:
                EnsureNoRepairIsUnderWay(situation);
                return new StepOutcome.End(refuse.Reason, refuse.Message);
            case RestartPlan.Wait wait:
                return new StepOutcome.Defer(wait.Until, wait.Message);
            default:
                return null;
        }
    }

    /// <summary>
    /// Refuses to end a remediation for what the main workflow looks like while it is held for the repair of another one's restart: what is there is
    /// disturbed, and the hold has to stay until that is put right. Whoever made that restart never comes here: the fence sends it on.
    /// </summary>
    /// <exception cref="PlatformException"><see cref="ReasonCode.RestartNotSeen"/>: it is held so; the repair comes first.</exception>
    protected static void EnsureNoRepairIsUnderWay(Situation situation)
    {
        if (situation.HeldForRepairBy is { } holder)
        {
            throw new PlatformException(
                ReasonCode.RestartNotSeen,
                $"Workflow {situation.Workflow!.Name} is held by {holder.Id}, whose restart was disturbed and has to be put right first."
            );
        }
    }
}
