using Rex.Adapters.Events;

namespace Rex.Host.Observing;

/// <summary>Writes Kubernetes Events while the service runs, and for a moment after it was stopped what was told last.</summary>
internal sealed class EventService(EventRecorder recorder, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private Task writing = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        writing = recorder.RunAsync(stopping.Token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        recorder.Complete();
        await writing.WaitAsync(DrainWithin, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync();
        await writing;
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();
}
