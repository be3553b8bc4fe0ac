using Rex.Core.Options;
using Rex.Core.Remediations.Ordering;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Step 2: holds the main workflow and cancels what works on old code. It ends when, at least the settling time after the hold, one look shows
/// nothing of it alive.
/// </summary>
internal sealed class CancelAgentsStep(SituationReader reader, HoldKeeper holds, Cleaner cleaner, RexOptions options, TimeProvider time)
    : RemediationStep(reader, holds)
{
    /// <inheritdoc/>
    public override StepName Name => StepName.CancelAgents;

    /// <inheritdoc/>
    protected override async Task<StepOutcome> ActAsync(Situation situation, StepRun run)
    {
        DateTimeOffset? settled = null;
        while (true)
        {
            if (situation.Plan is not RestartPlan.Rewind rewind)
            {
                await cleaner.CleanAsync(WithoutRestart(run), run);
                return new StepOutcome.Continue(Describe(run));
            }

            await TimeToLive.EnsureHoldMayStandAsync(situation.Workflow!, Holds, options, time.GetUtcNow(), run.Deadline);

            // An operation that was under way may still write what it had begun: only what is there after the settling time is cleaned by.
            var held = await HoldAsync(situation.Workflow!, run);
            if (held is not null && Hold.HeldSince(held) is { } since && since != settled)
            {
                // The time that the hold carries is from before its write: when it took effect is certain from its answer on only.
                await Task.Delay(options.Restart.Settle, time, run.Deadline);
                settled = since;
            }
            else if (held is not null)
            {
                var target = ForRestart(situation.Workflow!, rewind, run.Remediation);
                await cleaner.CleanAsync(target, run);
                if ((await cleaner.LookAsync(target, run)).IsClean)
                {
                    return new StepOutcome.Continue(Describe(run));
                }
            }

            situation = await ReadAsync(run);
            if (await EndingAsync(situation, run) is { } ending)
            {
                return ending;
            }
        }
    }

    /// <summary>What has to go before this rewind.</summary>
    internal static CleaningTarget ForRestart(MainWorkflow workflow, RestartPlan.Rewind rewind, Remediation remediation) =>
        new(workflow.Name, rewind.Stays, _ => true, now => now.Uid == workflow.Uid && IsLeftAlone(now, remediation));

    private static bool IsLeftAlone(MainWorkflow workflow, Remediation remediation) =>
        Fence.Check(workflow, remediation.Push) == FenceState.Clear && Hold.LeftAloneSince(workflow, remediation.Id) is not null;

    /// <summary>Where nothing is restarted, only runs that began before the push go: younger ones look at it already.</summary>
    private CleaningTarget WithoutRestart(StepRun run)
    {
        var newest = run.Remediation.Push.PushedAt + options.Restart.ClockSkew;
        return new CleaningTarget(null, _ => true, agentRun => agentRun.CreatedAt < newest, _ => true);
    }

    /// <summary>Puts the hold on; a workflow that the controller itself completed needs none. Null: look again.</summary>
    private async Task<MainWorkflow?> HoldAsync(MainWorkflow workflow, StepRun run) =>
        workflow.IsFinished ? workflow : await Holds.TakeAsync(workflow, run.Remediation.Id, run.Deadline);

    private static string Describe(StepRun run) =>
        run.Remediation.Status.CancelledRuns is { Count: > 0 } cancelled
            ? $"Cancelled {string.Join(", ", cancelled)}."
            : "No run to cancel.";
}
