using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Rex.Adapters.Remediations.Requests;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Commands;
using Rex.Host.Stepping;

namespace Rex.Host.Requesting;

/// <summary>
/// Decides about events that came into the ledger's namespace by another way than the receiver. Each goes the way of a delivery: the remediation is
/// claimed first, and then the request is ended, so that after a crash in between it is a duplicate of its own.
/// </summary>
internal sealed class RequestIntake(
    RemediationRunner runner,
    RemediationRequests requests,
    IOptions<RexOptions> options,
    IRemediationObserver observer,
    TimeProvider time
)
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(1);

    /// <summary>Has it look at once.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Looks at once, whenever it is woken, and from time to time, until it is stopped.</summary>
    /// <returns>Ends, without an exception, when the token is cancelled.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stop);
                await WaitAsync(stop);
            }
            catch (Exception error) when (IsFailure(error, stop))
            {
                // Whatever it was, nothing may end the loop: nobody would decide about events any more.
                observer.LedgerFailed(PlatformException.From(error));
                await Task.Delay(options.Value.Deadlines.ScanEvery, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The loop ends.
            }
        }
    }

    private static bool IsFailure(Exception error, CancellationToken stop) =>
        error is not OperationCanceledException || !stop.IsCancellationRequested;

    private async Task LookAsync(CancellationToken stop)
    {
        var old = time.GetUtcNow() - options.Value.Deadlines.KeepFor;
        foreach (var request in await requests.ListAsync(stop))
        {
            try
            {
                if (request.FinishedAt < old)
                {
                    await requests.RemoveAsync(request, stop);
                }
                else if (!request.HasEnded)
                {
                    await requests.EndAsync(request, await DecideAsync(request, stop), time.GetUtcNow(), stop);
                }
            }
            catch (Exception error) when (IsFailure(error, stop))
            {
                // One of them must not keep the others waiting; the next look takes it up again.
                observer.LedgerFailed(PlatformException.From(error));
            }
        }
    }

    private async Task<DeliveryOutcome> DecideAsync(RemediationRequest request, CancellationToken stop)
    {
        try
        {
            return await runner.AcceptAsync(new EventFields(field => request.Value(field.FieldName)).ToDelivery(), stop);
        }
        catch (CommandException error)
        {
            return new DeliveryOutcome(DeliveryResult.Ignored, ReasonCode.Malformed, error.Message, null, null);
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(options.Value.Deadlines.ScanEvery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It is time to look by itself.
        }
    }
}
