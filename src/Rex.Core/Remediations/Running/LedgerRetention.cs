using Rex.Core.Options;

namespace Rex.Core.Remediations.Running;

/// <summary>
/// Takes remediations out of the ledger that ended long ago. Nothing depends on them any more: that an old push restarts nothing is the main workflow's own
/// record to tell.
/// </summary>
public sealed class LedgerRetention(IRemediationStore store, IRemediationObserver observer, DeadlineOptions options, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Looks through the ledger at once and then every hour, until it is stopped.</summary>
    /// <returns>Ends, without an exception, when the token is cancelled.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await TryRemoveOldAsync(stop);
                await Task.Delay(Every, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    private async Task TryRemoveOldAsync(CancellationToken stop)
    {
        try
        {
            await RemoveOldAsync(stop);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // They can wait for another hour.
            observer.LedgerFailed(PlatformException.From(error));
        }
    }

    private async Task RemoveOldAsync(CancellationToken stop)
    {
        var before = time.GetUtcNow() - options.KeepFor;
        foreach (var old in (await store.ListAsync(null, stop)).Where(one => one.HasEnded && one.Status.FinishedAt < before))
        {
            await store.RemoveAsync(old, stop);
        }
    }
}
