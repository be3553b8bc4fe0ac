using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;
using Rex.Host.Commands;

namespace Rex.Host.Stepping;

/// <summary>
/// One step of a remediation in a process of its own. What the steps share is in the ledger and on the main workflow; this class sees to it that a
/// step finds there what it would find in one process: the steps before it done, the hold in place, and no older remediation of the task at work.
/// </summary>
internal sealed class SingleStep(RemediationRunnerFactory factory)
{
    /// <summary>Whether there is anything left to do: it is open, or it failed in a way that trying again can help and was not given up.</summary>
    public static bool CanGoOn(Remediation remediation) =>
        !remediation.HasEnded || remediation.Status is { HasFailedForNow: true, NextAttemptAt: not null };

    /// <summary>Whether the ledger says that a step has done its work.</summary>
    public static bool IsDone(Remediation remediation, StepName step) =>
        remediation.Status.Conditions.Any(one => one.Step == step && one.IsDone);

    /// <summary>Runs the step. Trying again within its deadline is its own business, after that whoever started it decides.</summary>
    public async Task<StepResult> RunAsync(Remediation remediation, StepName step, CancellationToken stop)
    {
        if (!CanGoOn(remediation))
        {
            return StepResult.Of(remediation, step);
        }

        if (FirstOpenBefore(remediation, step) is { } open)
        {
            var message = $"{open} of {remediation.Id} has not done its work; run it first.";
            return new StepResult(StepDecision.Refused, ExitCode.Refused, null, message, remediation);
        }

        await new OlderRemediations(factory).EndAsync(remediation, stop);
        if (await IsUnguardedAsync(remediation, step, stop))
        {
            remediation = await RunOneAsync(remediation, StepName.CancelAgents, stop);
            if (!IsDone(remediation, StepName.CancelAgents))
            {
                return StepResult.Of(remediation, step);
            }
        }

        return StepResult.Of(CanGoOn(remediation) ? await RunOneAsync(remediation, step, stop) : remediation, step);
    }

    /// <summary>Where this step began once, those before it were done: it may have died while it did the work of one of them again.</summary>
    private static StepName? FirstOpenBefore(Remediation remediation, StepName step)
    {
        if (remediation.Status.Conditions.Any(one => one.Step == step))
        {
            return null;
        }

        for (var before = StepName.ValidateEvent; before < step; before++)
        {
            if (!IsDone(remediation, before))
            {
                return before;
            }
        }

        return null;
    }

    /// <summary>
    /// Between two processes anything may happen. Under the hold no agent of the old code comes back; where it is not in place what cancel-agents
    /// did is not worth anything any more, and is done again first. Resume-pipeline looks for itself.
    /// </summary>
    private async Task<bool> IsUnguardedAsync(Remediation remediation, StepName step, CancellationToken stop)
    {
        if (step is not (StepName.RemoveQaLabel or StepName.ResetWorkflow))
        {
            return false;
        }

        var chosen = remediation.Status.Workflow;
        var workflow = chosen is null ? null : await factory.Workflows.GetAsync(chosen.Name, stop);
        return workflow is null || Hold.LeftAloneSince(workflow, remediation.Id) is null || !IsDone(remediation, StepName.CancelAgents);
    }

    private async Task<Remediation> RunOneAsync(Remediation remediation, StepName step, CancellationToken stop)
    {
        while (true)
        {
            await factory.CreatePipeline(step).RunAsync(remediation, stop);
            remediation =
                await factory.Store.GetAsync(remediation.Id, stop)
                ?? throw new PlatformException(ReasonCode.Conflict, $"The Remediation {remediation.Id} is gone.");
            if (step != StepName.ValidateEvent || !IsDeferred(remediation))
            {
                return remediation;
            }

            var wait = remediation.Status.NextAttemptAt.GetValueOrDefault() - factory.Time.GetUtcNow();
            if (wait > factory.Options.Deadlines.ValidateEvent)
            {
                return await SkipAsync(remediation, stop);
            }

            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, factory.Time, stop);
        }
    }

    private static bool IsDeferred(Remediation remediation) => !remediation.HasEnded && remediation.Status.Reason == ReasonCode.NotStarted;

    /// <summary>No process stays until a young gate is old enough to be opened; the gate's own event is due before that.</summary>
    private async Task<Remediation> SkipAsync(Remediation remediation, CancellationToken stop)
    {
        var status = remediation.Status;
        var end = new Core.Remediations.Steps.StepOutcome.End(ReasonCode.NotStarted, status.Message);
        var skipped = StatusChange.For(status, StepName.ValidateEvent, end, factory.Time.GetUtcNow()) with { NextAttemptAt = null };
        return await factory.Store.TryUpdateStatusAsync(remediation with { Status = skipped }, stop) ?? remediation;
    }
}
