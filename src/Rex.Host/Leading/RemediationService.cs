using Rex.Adapters.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Redelivering;

namespace Rex.Host.Leading;

/// <summary>Works on the ledger while this replica leads.</summary>
internal sealed class RemediationService(
    RemediationRunner runner,
    LedgerWatch watch,
    LedgerRetention retention,
    Redeliveries redeliveries,
    Leadership leadership
) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => leadership.RunAsync(WorkAsync, stoppingToken);

    private Task WorkAsync(CancellationToken stop) =>
        Task.WhenAll(
            runner.RunAsync(stop),
            // What the other replicas accept comes by the watch.
            watch.RunAsync(runner.Wake, stop),
            retention.RunAsync(stop),
            redeliveries.RunAsync(stop)
        );
}
