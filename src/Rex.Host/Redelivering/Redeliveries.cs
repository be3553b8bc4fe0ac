using Microsoft.Extensions.Options;
using Rex.Adapters;
using Rex.Core.Redeliveries;
using Rex.Core.Remediations;
using Rex.Host.Observing;

namespace Rex.Host.Redelivering;

/// <summary>
/// Finds the pushes that GitHub could not deliver, while nobody was there to take them say, and asks for them again. GitHub does not do so by itself.
/// </summary>
/// <remarks>See https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries.</remarks>
internal sealed partial class Redeliveries(
    IHookDeliveries deliveries,
    IOptions<RedeliveryOptions> options,
    IOptions<RexConnectionOptions> connection,
    RexInstruments instruments,
    TimeProvider time,
    ILogger<Redeliveries> logger
)
{
    /// <summary>Looks at once and then from time to time, until it is cancelled.</summary>
    /// <returns>Ends, without an exception, when the token is cancelled.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        var watches = Hooks().Select(hook => new HookWatch(hook, deliveries, options.Value, time)).ToList();
        if (watches.Count == 0)
        {
            Log.NoHooks(logger);
            return;
        }

        while (!stop.IsCancellationRequested)
        {
            var next = time.GetUtcNow() + options.Value.Every;
            foreach (var watch in watches)
            {
                var wanted = time.GetUtcNow() + await LookAsync(watch, stop);
                next = wanted > next ? wanted : next;
            }

            // A look at which there was more to ask for than time is over late already.
            var pause = next - time.GetUtcNow();
            await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<GitHubHook> Hooks() =>
        options.Value.Hooks is { } named
            ? named.Select(text => GitHubHook.TryParse(text, out var hook) ? hook : throw new FormatException(text)).Distinct()
        : connection.Value.GitHub.AppId is null ? []
        : [GitHubHook.App];

    /// <returns>How long GitHub wants to be left alone.</returns>
    private async Task<TimeSpan> LookAsync(HookWatch watch, CancellationToken stop)
    {
        try
        {
            var asked = await watch.LookAsync(stop);
            instruments.AskedAgain(asked);
            if (asked > 0)
            {
                Log.AskedAgain(logger, watch.Hook, asked, watch.Missing);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            var failure = PlatformException.From(error);
            Log.Failed(logger, watch.Hook, failure.Reason, failure.Message);
            return failure.RetryAfter ?? TimeSpan.Zero;
        }
        catch (OperationCanceledException)
        {
            // The loop ends.
        }

        return TimeSpan.Zero;
    }

    private static partial class Log
    {
        [LoggerMessage(
            3201,
            LogLevel.Warning,
            "Pushes that GitHub fails to deliver are not looked for: no hook is named (Rex:Redelivery:Hooks), and Rex is no App"
        )]
        public static partial void NoHooks(ILogger logger);

        [LoggerMessage(
            3202,
            LogLevel.Warning,
            "GitHub was asked to make {Count} deliveries of the hook {Hook} again; {Missing} pushes have not arrived"
        )]
        public static partial void AskedAgain(ILogger logger, GitHubHook hook, int count, int missing);

        [LoggerMessage(3203, LogLevel.Warning, "Missed deliveries of the hook {Hook} could not be looked for: {Reason}, {Message}")]
        public static partial void Failed(ILogger logger, GitHubHook hook, ReasonCode reason, string message);
    }
}
