using Rex.Core.Options;
using Rex.Core.Remediations.Ordering;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Running;

/// <summary>
/// Ends holds that failed remediations left, before an earlier time-to-live of the held workflow would have it deleted, and tells it as a failed
/// attempt. That one is taken up again once the danger is over. Attempts under way look after their holds themselves.
/// </summary>
public sealed class HoldWatch(
    IRemediationStore store,
    IMainWorkflows workflows,
    HoldKeeper holds,
    IRemediationObserver observer,
    RexOptions options,
    TimeProvider time
)
{
    /// <summary>
    /// How many main workflows stood still, at the last look, under a hold that nothing ends by itself: its task's newest remediation has failed, and is not
    /// tried again. 0 where nobody watches here.
    /// </summary>
    public int HoldsLeft { get; private set; }

    /// <summary>Looks at once and then as often as the ledger is looked through, until it is stopped.</summary>
    /// <returns>Ends, without an exception, when the token is cancelled.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await TryAsync(() => LookAsync(stop), stop);
                await Task.Delay(options.Deadlines.ScanEvery, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end that was asked for.
        }
        finally
        {
            HoldsLeft = 0;
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var left = 0;
        foreach (var task in (await store.ListAsync(null, stop)).GroupBy(one => one.Task))
        {
            // Whatever ends a remediation otherwise ends its hold too. Superseded ones leave theirs, to an older one too where that restarted on their commit.
            var newest = PushOrder.Sort(task).LastOrDefault(one => one.Status.Phase != RemediationPhase.Superseded);
            if (newest is { Status.Phase: RemediationPhase.Failed })
            {
                // An older one may have left it, and the newest have failed before it found the workflow.
                foreach (var workflow in task.Select(one => one.Status.Workflow).OfType<ObjectReference>().Distinct())
                {
                    await TryAsync(async () => left += await StandsAsync(workflow, newest, stop) ? 1 : 0, stop);
                }
            }
        }

        HoldsLeft = left;
    }

    /// <summary>Ends the hold where it may not stand any longer.</summary>
    /// <returns>Whether one stands, and nothing is to come that ends it.</returns>
    private async Task<bool> StandsAsync(ObjectReference named, Remediation newest, CancellationToken stop)
    {
        if (await workflows.GetAsync(named.Name, stop) is not { } workflow || Hold.HolderOf(workflow) is null)
        {
            return false;
        }

        if (TimeToLive.EndsHoldUntil(workflow, options, time.GetUtcNow()) is null)
        {
            return newest.Status.NextAttemptAt is null;
        }

        await EndAsync(workflow, new RemediationJournal(store, observer, newest), stop);
        return false;
    }

    /// <summary>It is an attempt like any other, so that it is claimed, measured and told like one: a process that takes it up at the same time finds out.</summary>
    private async Task EndAsync(MainWorkflow workflow, RemediationJournal journal, CancellationToken stop)
    {
        await journal.WriteAsync(status => StatusChange.TakenUp(status, time.GetUtcNow()), stop);
        await journal.WriteAsync(status => StatusChange.Began(status, StepName.CancelAgents, time.GetUtcNow()), stop);
        try
        {
            await TimeToLive.EnsureHoldMayStandAsync(workflow, holds, options, time.GetUtcNow(), stop);
        }
        catch (PlatformException failure)
        {
            var now = time.GetUtcNow();
            await journal.WriteAsync(
                _ => StatusChange.Failed(journal.Current, StepName.CancelAgents, failure, now, options.Deadlines),
                stop
            );
        }
    }

    private async Task TryAsync(Func<Task> look, CancellationToken stop)
    {
        try
        {
            await look();
        }
        catch (RemediationTakenOverException)
        {
            // Whoever works on it looks after the hold.
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // The next look comes soon.
            observer.LedgerFailed(PlatformException.From(error));
        }
    }
}
