using System.Globalization;
using System.Net;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>
/// Remembers until when GitHub wants no more requests with a token. All tasks share it: whoever goes on asking while another one was told to
/// wait makes the wait longer, and may lose the access.
/// </summary>
internal sealed class GitHubLimits(TimeProvider time)
{
    // GitHub's documentation: where no header says until when, wait for at least a minute, and longer each time.
    private static readonly TimeSpan ShortestUnnamedWait = TimeSpan.FromMinutes(1);

    // The window of GitHub's budget. Whoever names a later time is not taken at his word: Rex would never ask again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pause> _pauses = new(StringComparer.Ordinal);

    /// <summary>Refuses to ask before the time that GitHub named.</summary>
    /// <exception cref="PlatformException">RateLimited: it is too early.</exception>
    public void Check(string token, string what)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_pauses.TryGetValue(token, out var pause) && pause.Until > now)
            {
                throw Failure($"Rex could not {what}: GitHub asked to wait", now, pause.Until);
            }
        }
    }

    /// <summary>Takes up what an answer says about limits.</summary>
    /// <exception cref="PlatformException">RateLimited: it is a refusal because of a limit.</exception>
    public void Note(string token, GitHubAnswer answer, string what)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var known = _pauses.GetValueOrDefault(token);
            if (IsRefusal(answer))
            {
                // Requests that were under way when the pause began say nothing new.
                var refusals = known is null ? 1 : known.Refusals + (known.Until > now ? 0 : 1);
                var until = Later(known?.Until, now + (NamedWait(answer, now) ?? UnnamedWait(refusals)));
                Keep(token, new Pause(until, refusals), now);
                throw Failure($"Rex could not {what}: GitHub answered {(int)answer.Status} {answer.Message}", now, until);
            }

            if (IsUsedUp(answer) && Reset(answer, now) is { } wait)
            {
                Keep(token, new Pause(Later(known?.Until, now + wait), known?.Refusals ?? 0), now);
            }
            else if (known?.Until <= now && answer.IsSuccess)
            {
                _pauses.Remove(token);
            }
        }
    }

    private static bool IsRefusal(GitHubAnswer answer) =>
        answer.Status == HttpStatusCode.TooManyRequests
        || (
            answer.Status == HttpStatusCode.Forbidden
            && (
                answer.Headers.RetryAfter is not null
                || IsUsedUp(answer)
                || answer.Message?.Contains("rate limit", StringComparison.OrdinalIgnoreCase) == true
            )
        );

    private static bool IsUsedUp(GitHubAnswer answer) => answer.Header("x-ratelimit-remaining") == "0";

    private static TimeSpan? NamedWait(GitHubAnswer answer, DateTimeOffset now)
    {
        var (retryAfter, reset) = (answer.RetryAfter(now), IsUsedUp(answer) ? Reset(answer, now) : null);
        var wait = retryAfter > reset ? retryAfter : reset ?? retryAfter;
        return wait > LongestWait ? LongestWait : wait;
    }

    private static TimeSpan UnnamedWait(int refusals)
    {
        var doubled = ShortestUnnamedWait * Math.Pow(2, Math.Min(refusals - 1, 10));
        return doubled < LongestWait ? doubled : LongestWait;
    }

    /// <summary>How long until the budget is full again, by GitHub's own clock where the answer tells it.</summary>
    private static TimeSpan? Reset(GitHubAnswer answer, DateTimeOffset now)
    {
        if (
            !long.TryParse(answer.Header("x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        )
        {
            return null;
        }

        var wait = DateTimeOffset.FromUnixTimeSeconds(seconds) - (answer.Headers.Date ?? now);
        return wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > LongestWait ? LongestWait
            : wait;
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private void Keep(string token, Pause pause, DateTimeOffset now)
    {
        // Tokens that were replaced are forgotten.
        foreach (var old in _pauses.Where(pair => pair.Value.Until < now - LongestWait).Select(pair => pair.Key).ToList())
        {
            _pauses.Remove(old);
        }

        _pauses[token] = pause;
    }

    private static PlatformException Failure(string text, DateTimeOffset now, DateTimeOffset until) =>
        new(
            ReasonCode.RateLimited,
            $"{text.TrimEnd()}; the limit holds until {until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}.",
            until - now
        );

    private sealed record Pause(DateTimeOffset Until, int Refusals);
}
