using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Host.Health;

/// <summary>Ready means: what is delivered now can be made durable. The ledger is asked for entries that it cannot have.</summary>
internal sealed class LedgerHealthCheck(IRemediationStore store) : IHealthCheck
{
    // GitHub's ids begin at 1: nothing is found, and asking tells that it can be read and is installed.
    private static readonly TaskKey Nobody = new(0, TaskId.Parse("1"));

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ListAsync(Nobody, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (PlatformException error)
        {
            return HealthCheckResult.Unhealthy($"The ledger cannot be read: {error.Reason}, {error.Message}");
        }
    }
}
