using System.Globalization;
using System.Net;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Gives every refusal of GitHub its reason code.</summary>
internal static class GitHubErrors
{
    /// <summary>What GitHub's documentation asks for where a limit was hit and no header says until when.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    /// <summary>The failure that an answer means for whoever asked for success.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="what">What was tried, as in "Rex could not …".</param>
    /// <param name="now">The time, for limits that say until when they hold.</param>
    public static PlatformException ToFailure(this GitHubAnswer answer, string what, DateTimeOffset now)
    {
        var text = $"Rex could not {what}: GitHub answered {(int)answer.Status} {answer.Message ?? "without a message"}";
        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => new PlatformException(ReasonCode.AccessLost, $"{text}; the token is not valid."),
            HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests when IsLimit(answer) => Limited(answer, text, now),
            HttpStatusCode.Forbidden => new PlatformException(ReasonCode.PermissionMissing, $"{text}{MissingPermission(answer)}."),
            // Without access GitHub hides that there is anything; the same goes for what was moved away for good.
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new PlatformException(
                ReasonCode.AccessLost,
                $"{text}; it is gone, or the token does not reach it."
            ),
            HttpStatusCode.RequestTimeout => new PlatformException(ReasonCode.TimedOut, text),
            HttpStatusCode.Conflict => new PlatformException(ReasonCode.Conflict, text),
            >= HttpStatusCode.InternalServerError => new PlatformException(ReasonCode.ServerError, text, RetryAfter(answer, now)),
            < HttpStatusCode.BadRequest => new PlatformException(ReasonCode.ServerError, text),
            _ => new PlatformException(ReasonCode.Unexpected, text),
        };
    }

    private static bool IsLimit(GitHubAnswer answer) =>
        answer.Status == HttpStatusCode.TooManyRequests
        || answer.Headers.RetryAfter is not null
        || answer.Header("x-ratelimit-remaining") == "0"
        || answer.Message?.Contains("rate limit", StringComparison.OrdinalIgnoreCase) == true;

    private static PlatformException Limited(GitHubAnswer answer, string text, DateTimeOffset now)
    {
        var wait = RetryAfter(answer, now) ?? Reset(answer, now) ?? DefaultWait;
        var until = (now + wait).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new PlatformException(ReasonCode.RateLimited, $"{text}; the limit holds until {until}.", wait);
    }

    private static TimeSpan? RetryAfter(GitHubAnswer answer, DateTimeOffset now) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => NotNegative(date - now),
            _ => null,
        };

    private static TimeSpan? Reset(GitHubAnswer answer, DateTimeOffset now) =>
        answer.Header("x-ratelimit-remaining") == "0"
        && long.TryParse(answer.Header("x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? NotNegative(DateTimeOffset.FromUnixTimeSeconds(seconds) - now)
            : null;

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private static string MissingPermission(GitHubAnswer answer) =>
        answer.Header("x-accepted-github-permissions") is { Length: > 0 } permissions
            ? $"; it needs one of the permissions {permissions}"
            : "";
}
