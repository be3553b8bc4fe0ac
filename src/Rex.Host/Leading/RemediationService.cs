using Rex.Adapters.Remediations;
using Rex.Core.Remediations.Running;

namespace Rex.Host.Leading;

/// <summary>Works on the ledger while this replica leads.</summary>
internal sealed class RemediationService(RemediationRunner runner, LedgerWatch watch, Leadership leadership) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => leadership.RunAsync(WorkAsync, stoppingToken);

    // What the other replicas accept comes by the watch.
    private Task WorkAsync(CancellationToken stop) => Task.WhenAll(runner.RunAsync(stop), watch.RunAsync(runner.Wake, stop));
}
