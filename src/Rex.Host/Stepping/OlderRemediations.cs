using Rex.Core.Remediations;
using Rex.Core.Remediations.Ordering;
using Rex.Core.Remediations.Running;
using Rex.Core.Remediations.Steps;

namespace Rex.Host.Stepping;

/// <summary>
/// Keeps the remediations of one task one at a time where no process sees to it. A newer one ends the older ones in the ledger before it touches
/// anything: whoever still works on one of them notices at its next look there, and stops.
/// </summary>
internal sealed class OlderRemediations(RemediationRunnerFactory factory)
{
    /// <summary>Ends those that are older than this one, where this one is the newest.</summary>
    public async Task EndAsync(Remediation newest, CancellationToken stop)
    {
        var ofTask = PushOrder.Sort(await factory.Store.ListAsync(newest.Task, stop));
        if (ofTask.Count == 0 || PushOrder.NewerThan(newest, ofTask) is not null)
        {
            // A newer one is there: the step finds it, and ends.
            return;
        }

        foreach (var older in ofTask.Where(one => one.Id != newest.Id && PushOrder.NewerThan(one, ofTask) is not null))
        {
            await EndAsync(older, newest, stop);
        }
    }

    private async Task EndAsync(Remediation older, Remediation newest, CancellationToken stop)
    {
        if (IsUnfinishedRestart(older, newest))
        {
            // Only its own record puts a disturbed restart right, and a plan on a disturbed tree is worth nothing.
            await factory.CreatePipeline(StepName.ResumePipeline).RunAsync(older, stop);
            return;
        }

        for (var entry = older; entry is { HasEnded: false, Status.Restart: null }; )
        {
            var outcome = new StepOutcome.End(ReasonCode.NewerPush, $"Remediation {newest.Id} is for a newer push of the task.");
            var step = entry.Status.Step ?? StepName.ValidateEvent;
            var ended = StatusChange.For(entry.Status, step, outcome, factory.Time.GetUtcNow()) with { NextAttemptAt = null };
            if (await factory.Store.TryUpdateStatusAsync(entry with { Status = ended }, stop) is not null)
            {
                return;
            }

            if (await factory.Store.GetAsync(older.Id, stop) is not { } changed)
            {
                return;
            }

            entry = changed;
        }
    }

    private static bool IsUnfinishedRestart(Remediation older, Remediation newest) =>
        older.Status.Restart is not null && (!older.HasEnded || older.HasToBeSeenThroughBefore(newest));
}
