using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rex.Adapters.Kubernetes;
using Rex.Core.Options;
using Rex.Core.Remediations;

namespace Rex.Adapters.Events;

/// <summary>
/// Tells what becomes of remediations as Kubernetes Events. They are a courtesy: what is told waits in a queue of its own, and whatever cannot be written is
/// dropped. Nothing ever waits for it, and nothing fails because of it.
/// </summary>
internal sealed partial class EventRecorder(
    ResourceClient ofRemediations,
    ResourceClient ofWorkflows,
    PlatformNames names,
    ILogger<EventRecorder> logger
) : IRemediationObserver
{
    private const int MostWaiting = 512;

    /// <summary>The pod's name, where this runs in one.</summary>
    private static readonly string Instance = Environment.MachineName;

    private readonly Channel<RemediationEvent> _waiting = Channel.CreateBounded<RemediationEvent>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true }
    );

    private long _dropped;
    private bool _fails;

    /// <summary>How many were dropped so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    /// <remarks>Nothing is told of what was ignored, or accepted before: there is no object of its own to tell it about.</remarks>
    public void Decided(DeliveryOutcome outcome)
    {
        if (outcome.Accepted is { } accepted)
        {
            Tell(RemediationEvents.OfAccepted(accepted));
        }
    }

    /// <inheritdoc/>
    public void Changed(Remediation remediation)
    {
        foreach (var one in RemediationEvents.OfChanged(remediation))
        {
            Tell(one);
        }
    }

    /// <inheritdoc/>
    public void Noted(Remediation remediation, string note) { }

    /// <inheritdoc/>
    public void LedgerFailed(PlatformException error) { }

    /// <summary>Takes no more; what waits is still written.</summary>
    public void Complete() => _waiting.Writer.TryComplete();

    /// <summary>Writes what is told, until it is stopped, or nothing is left after <see cref="Complete"/>.</summary>
    /// <returns>Ends, without an exception, when the token is cancelled; what waits then is dropped.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var one in _waiting.Reader.ReadAllAsync(stop))
            {
                await WriteAsync(one, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Complete();
            while (_waiting.Reader.TryRead(out _))
            {
                Interlocked.Increment(ref _dropped);
            }
        }
    }

    private void Tell(RemediationEvent one)
    {
        if (!_waiting.Writer.TryWrite(one))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private async Task WriteAsync(RemediationEvent one, CancellationToken stop)
    {
        if (EventWriting.Write(one, names, Instance) is not { } written)
        {
            return;
        }

        try
        {
            // One that is there already was told by an earlier try, or by another replica.
            await (one.IsAboutWorkflow ? ofWorkflows : ofRemediations).TryCreateAsync(one.Name, written, stop);
            _fails = false;
        }
        catch (Exception error)
        {
            Interlocked.Increment(ref _dropped);
            if (!stop.IsCancellationRequested)
            {
                Warn(PlatformException.From(error));
            }
        }
    }

    /// <summary>The first of several that fail in a row is worth a line.</summary>
    private void Warn(PlatformException error)
    {
        if (!_fails)
        {
            _fails = true;
            Log.Dropped(logger, error.Reason, error.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            2201,
            LogLevel.Warning,
            "Kubernetes Events are dropped until one can be written again; remediations go on: {Reason}, {Message}"
        )]
        public static partial void Dropped(ILogger logger, ReasonCode reason, string message);
    }
}
