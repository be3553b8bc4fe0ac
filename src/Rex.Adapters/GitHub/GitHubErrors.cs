using System.Net;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Gives every refusal of GitHub its reason code, and says what would be right. Limits are <see cref="GitHubLimits"/>' own.</summary>
internal static class GitHubErrors
{
    /// <summary>The failure that an answer means for whoever asked for success.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="what">What was tried, as in "Rex could not …".</param>
    /// <param name="now">The time, for answers that say when to try again.</param>
    public static PlatformException ToFailure(this GitHubAnswer answer, string what, DateTimeOffset now)
    {
        var text = $"Rex could not {what}: GitHub answered {(int)answer.Status} {answer.Message ?? "without a message"}";
        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => new PlatformException(
                ReasonCode.AccessLost,
                $"{text}; the token is bad or has expired: Rex needs a valid one (Rex:Connection:GitHub)."
            ),
            HttpStatusCode.Forbidden => new PlatformException(
                ReasonCode.PermissionMissing,
                $"{text}; the token {MissingPermission(answer)}."
            ),
            // Without access GitHub hides that there is anything.
            HttpStatusCode.NotFound => new PlatformException(
                ReasonCode.AccessLost,
                $"{text}; it is gone, or the token does not reach it: the repository has to be there, and open to the token."
            ),
            HttpStatusCode.Gone => new PlatformException(ReasonCode.AccessLost, $"{text}; it was taken away for good."),
            HttpStatusCode.UnavailableForLegalReasons => new PlatformException(
                ReasonCode.AccessLost,
                $"{text}; GitHub has blocked it for legal reasons."
            ),
            HttpStatusCode.RequestTimeout => new PlatformException(ReasonCode.TimedOut, text),
            HttpStatusCode.Conflict => new PlatformException(ReasonCode.Conflict, text),
            >= HttpStatusCode.InternalServerError => new PlatformException(ReasonCode.ServerError, text, answer.RetryAfter(now)),
            < HttpStatusCode.BadRequest => new PlatformException(ReasonCode.ServerError, $"{text}; that is no answer to this request."),
            _ => new PlatformException(ReasonCode.Unexpected, $"{text}; it refuses what Rex asked for."),
        };
    }

    /// <summary>How long to wait at least, in seconds or until a date; by GitHub's own clock where the answer tells it.</summary>
    public static TimeSpan? RetryAfter(this GitHubAnswer answer, DateTimeOffset now) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => NotNegative(date - (answer.Headers.Date ?? now)),
            _ => null,
        };

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private static string MissingPermission(GitHubAnswer answer) =>
        answer.Header("x-accepted-github-permissions") is { Length: > 0 and <= 200 } permissions
            ? $"needs one of the permissions {permissions}"
            : "needs write access to issues or pull requests, and read access to pull requests";
}
