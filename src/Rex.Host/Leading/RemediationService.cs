using Rex.Adapters.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Redelivering;
using Rex.Host.Requesting;

namespace Rex.Host.Leading;

/// <summary>Works on the ledger while this replica leads.</summary>
internal sealed class RemediationService(
    RemediationRunner runner,
    LedgerWatch watch,
    LedgerRetention retention,
    Redeliveries redeliveries,
    RequestIntake requests,
    Leadership leadership
) : BackgroundService
{
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
            requests.RunAsync(stop),
            retention.RunAsync(stop),
            redeliveries.RunAsync(stop)
        );
}
