using Microsoft.Extensions.Logging;
using Rex.Core.Remediations;

namespace Rex.Adapters.Kubernetes;

/// <summary>
/// Waits until objects are as wanted: lists, tests, watches from there, and lists again on every change, cut or error. It is
/// level-triggered: what happened in between does not matter, so that nothing that a watch drops does.
/// </summary>
internal sealed partial class ResourceWait(WaitOptions options, TimeProvider time, ILogger<ResourceWait> logger)
{
    /// <summary>Waits until what the list is read as is as wanted, and returns it.</summary>
    /// <exception cref="PlatformException">An error that waiting does not help against. Those that pass are waited out.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<T> UntilAsync<T>(
        ResourceClient resources,
        ResourceQuery query,
        Func<ResourceList, T> read,
        Func<T, bool> until,
        CancellationToken cancellationToken
    )
    {
        var pause = options.FirstPause;
        while (true)
        {
            var atLeast = TimeSpan.Zero;
            try
            {
                var list = await resources.ListAsync(query, cancellationToken);
                var value = read(list);
                if (until(value))
                {
                    return value;
                }

                using var watch = await resources.OpenWatchAsync(query, list.ResourceVersion, options.WatchDuration, cancellationToken);
                await foreach (var _ in WatchStream.ChangesAsync(watch, options.DeadAfter, time, cancellationToken))
                {
                    pause = options.FirstPause;
                    value = read(await resources.ListAsync(query, cancellationToken));
                    if (until(value))
                    {
                        return value;
                    }
                }
            }
            catch (PlatformException e) when (Passes(e.Reason))
            {
                atLeast = e.RetryAfter ?? TimeSpan.Zero;
                Log.LookFailed(logger, resources.Type, resources.Namespace, e.Reason, e.Message);
            }

            await Task.Delay(pause > atLeast ? pause : atLeast, time, cancellationToken);
            pause = options.PauseAfter(pause);
        }
    }

    private static bool Passes(ReasonCode reason) =>
        reason is ReasonCode.NetworkError or ReasonCode.ServerError or ReasonCode.RateLimited or ReasonCode.TimedOut or ReasonCode.Conflict;

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "Looking at {Resource} in {Namespace} failed and is tried again: {Reason}, {Message}")]
        public static partial void LookFailed(ILogger logger, ResourceType resource, string @namespace, ReasonCode reason, string message);
    }
}
