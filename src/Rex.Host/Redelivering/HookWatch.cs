using Rex.Core.Redeliveries;
using Rex.Core.Remediations;

namespace Rex.Host.Redelivering;

/// <summary>Reads the list of one hook from time to time, the newest part of it at least, and has GitHub make again what failed.</summary>
internal sealed class HookWatch(GitHubHook hook, IHookDeliveries deliveries, RedeliveryOptions options, TimeProvider time)
{
    /// <summary>An attempt is listed when it has ended, under the time at which it began.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>
    /// GitHub wants a second at least between requests that change something; and the limits that it sets are those of the work, too, which must not wait for
    /// a crowd of old deliveries.
    /// </summary>
    /// <remarks>See https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api.</remarks>
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromSeconds(1);

    private readonly MissedDeliveries _missed = new(options.Every);
    private DateTimeOffset? _readUntil;

    /// <summary>The hook.</summary>
    public GitHubHook Hook { get; } = hook;

    /// <summary>How many pushes are missing still.</summary>
    public int Missing => _missed.Count;

    /// <summary>Looks once, and asks for as many as there is time for until it is to look again.</summary>
    /// <param name="stop">Cancels.</param>
    /// <returns>How many redeliveries GitHub was asked for.</returns>
    /// <exception cref="PlatformException">GitHub did not answer, or refused. What was done until then stays done.</exception>
    public async Task<int> LookAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var keptSince = now - options.MaxAge;
        var from = _readUntil - Overlap is { } newer && newer > keptSince ? newer : keptSince;
        var attempts = await deliveries.ListAsync(Hook, stop).TakeWhile(attempt => attempt.DeliveredAt >= from).ToListAsync(stop);
        _missed.TakeIn(attempts, keptSince);
        _readUntil = now;
        return await AskAgainAsync(now + options.Every, stop);
    }

    /// <summary>One delivery that GitHub does not make again must not keep it from making the others.</summary>
    private async Task<int> AskAgainAsync(DateTimeOffset until, CancellationToken stop)
    {
        PlatformException? failure = null;
        var asked = 0;
        foreach (var id in _missed.Due(time.GetUtcNow()).TakeWhile(_ => time.GetUtcNow() < until))
        {
            _missed.Asked(id, time.GetUtcNow());
            try
            {
                await deliveries.RedeliverAsync(Hook, id, stop);
                asked++;
            }
            catch (PlatformException error) when (error.RetryAfter is null)
            {
                failure ??= error;
            }

            await Task.Delay(BetweenRequests, time, stop);
        }

        return failure is null ? asked : throw failure;
    }
}
