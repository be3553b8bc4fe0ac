using Microsoft.Extensions.Options;
using Rex.Adapters.Remediations;
using Rex.Core.Options;
using Rex.Core.Remediations.Running;
using Rex.Host.Redelivering;
using Rex.Host.Requesting;

namespace Rex.Host.Leading;

/// <summary>Works on the ledger while this replica leads.</summary>
internal sealed partial class RemediationService(
    RemediationRunner runner,
    LedgerWatch watch,
    LedgerRetention retention,
    HoldWatch holds,
    Redeliveries redeliveries,
    RequestIntake requests,
    Leadership leadership,
    IOptions<RexOptions> options,
    ILogger<RemediationService> logger
) : BackgroundService
{
    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.DryRun)
        {
            Log.RunsDry(logger);
        }

        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => leadership.RunAsync(WorkAsync, stoppingToken);

    private Task WorkAsync(CancellationToken stop) =>
        Task.WhenAll(
            runner.RunAsync(stop),
            // What the other replicas accept comes by the watch, and so do events that somebody else wrote down.
            watch.RunAsync(
                () =>
                {
                    runner.Wake();
                    requests.Wake();
                },
                stop
            ),
            retention.RunAsync(stop),
            options.Value.DryRun ? Task.CompletedTask : WorkForRealAsync(stop)
        );

    /// <summary>
    /// Not for one that runs dry: that GitHub makes a delivery again is a write, what is written down for Rex is there for the one that works, and so are holds.
    /// </summary>
    private Task WorkForRealAsync(CancellationToken stop) =>
        Task.WhenAll(requests.RunAsync(stop), redeliveries.RunAsync(stop), holds.RunAsync(stop));

    private static partial class Log
    {
        [LoggerMessage(
            3301,
            LogLevel.Warning,
            "Rex runs dry (Rex:DryRun): pushes are accepted and rehearsed, nothing but Remediations of its own is written, and no QA is restarted"
        )]
        public static partial void RunsDry(ILogger logger);
    }
}
