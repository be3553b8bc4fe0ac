using Rex.Adapters.Kubernetes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Remediations;

/// <summary>
/// Tells of remediations that any process adds to the ledger. It is a help only: whoever works on the ledger looks through it from time to time anyway,
/// so that a watch that is cut costs time and nothing else.
/// </summary>
public sealed class LedgerWatch
{
    private readonly ResourceClient _remediations;
    private readonly IRemediationObserver _observer;
    private readonly WaitOptions _options;
    private readonly TimeProvider _time;

    internal LedgerWatch(ResourceClient remediations, IRemediationObserver observer, WaitOptions options, TimeProvider time)
    {
        _observer = observer;
        _remediations = remediations;
        _options = options;
        _time = time;
    }

    /// <summary>Watches until it is cancelled.</summary>
    /// <param name="added">Called for each remediation that was added, and once whenever the watch begins anew.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Ends, without an exception, when the token is cancelled.</returns>
    public async Task RunAsync(Action added, CancellationToken stop)
    {
        var pause = _options.FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var list = await _remediations.ListAsync(ResourceQuery.All, stop);
                added();
                using var watch = await _remediations.OpenWatchAsync(ResourceQuery.All, list.ResourceVersion, _options.WatchDuration, stop);
                await foreach (var type in WatchStream.ChangesAsync(watch, _options.DeadAfter, _time, stop))
                {
                    pause = _options.FirstPause;
                    if (type == "ADDED")
                    {
                        added();
                    }
                }
            }
            catch (PlatformException error)
            {
                // Most failures whoever works on the ledger meets too, and tells of them. That nothing may be watched only this meets.
                if (!Reasons.IsTransient(error.Reason))
                {
                    _observer.LedgerFailed(error);
                }

                pause = _options.PauseAfter(pause);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
