using System.Runtime.InteropServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Rex.Host.Receiving;

namespace Rex.Host.Serving;

/// <summary>
/// Keeps receiving for a moment after the signal to stop, while the readiness check says that nothing should come any more. A cluster takes a pod that stops out
/// of its Service at the same time as it sends the signal, and deliveries still come until every proxy knows; GitHub does not repeat one that was refused.
/// </summary>
internal sealed partial class Drain(IOptions<WebhookOptions> options, TimeProvider time, ILogger<Drain> logger)
    : IHostedLifecycleService,
        IHealthCheck
{
    private readonly TaskCompletionSource secondSignal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool stops;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(stops ? HealthCheckResult.Unhealthy("Rex stops.") : HealthCheckResult.Healthy());

    /// <summary>Comes before any service is stopped, the server with them. Whoever stops the host once more does not wait again.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var wait = stops ? TimeSpan.Zero : options.Value.DrainFor;
        stops = true;
        if (wait == TimeSpan.Zero)
        {
            return;
        }

        // Whoever sends a second one, with Ctrl-C mostly, does not want to wait.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => secondSignal.TrySetResult());
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => secondSignal.TrySetResult());
        Log.Drains(logger, wait);
        await secondSignal.Task.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(3020, LogLevel.Information, "Rex stops, and takes deliveries for {DrainFor} more; a second signal ends that")]
        public static partial void Drains(ILogger logger, TimeSpan drainFor);
    }
}
