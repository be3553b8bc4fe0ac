using System.Net.Sockets;
using Rex.Core.Remediations;

namespace Rex.Adapters.Http;

/// <summary>
/// The time-out of one request on the given clock, and the words for a request that brought no answer. HttpClient's own time-out runs on
/// the wall clock and cannot be told apart from a cancellation.
/// </summary>
internal sealed class RequestDeadline : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    /// <summary>Starts the clock.</summary>
    public RequestDeadline(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
        _timeout = timeout;
        _caller = caller;
        _timer = new CancellationTokenSource(timeout, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    /// <summary>Cancelled by the caller, or when the time is up.</summary>
    public CancellationToken Token => _linked.Token;

    /// <summary>
    /// What to throw in place of an exception that ended the request: TimedOut, NetworkError, or the cancellation where the caller wanted it.
    /// Null for every other exception, which is thrown as it is.
    /// </summary>
    public Exception? Failure(Exception exception, string what)
    {
        // InvalidDataException: a compressed body that is none.
        if (exception is not (OperationCanceledException or HttpRequestException or IOException or SocketException or InvalidDataException))
        {
            return null;
        }

        if (_caller.IsCancellationRequested)
        {
            return exception is OperationCanceledException ? null : new OperationCanceledException(null, exception, _caller);
        }

        return _timer.IsCancellationRequested
            ? new PlatformException(ReasonCode.TimedOut, $"{what}: no answer within {_timeout}.", null, exception)
            : new PlatformException(ReasonCode.NetworkError, $"{what}: {exception.Message}", null, exception);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
