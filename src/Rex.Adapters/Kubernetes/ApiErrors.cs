using System.Net;
using Rex.Core.Remediations;

namespace Rex.Adapters.Kubernetes;

/// <summary>Gives every refusal of the API server its reason code.</summary>
internal static class ApiErrors
{
    /// <summary>The failure that an answer means for whoever asked for success.</summary>
    public static PlatformException ToFailure(this ApiAnswer answer, ApiRequest request) =>
        new(
            ReasonOf(answer.Status),
            $"{Explanation(answer.Status, request)}: {(int)answer.Status} {answer.Message ?? "without a message"}",
            answer.RetryAfter
        );

    private static ReasonCode ReasonOf(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized => ReasonCode.AccessLost,
            HttpStatusCode.Forbidden => ReasonCode.PermissionMissing,
            HttpStatusCode.NotFound => ReasonCode.AccessLost,
            HttpStatusCode.RequestTimeout => ReasonCode.TimedOut,
            // 410 asks for a fresh start, as a conflict does.
            HttpStatusCode.Conflict or HttpStatusCode.Gone => ReasonCode.Conflict,
            HttpStatusCode.TooManyRequests => ReasonCode.RateLimited,
            >= HttpStatusCode.InternalServerError => ReasonCode.ServerError,
            // A redirect, or a success that is none: whatever answered is not the API server.
            < HttpStatusCode.BadRequest => ReasonCode.ServerError,
            _ => ReasonCode.Unexpected,
        };

    private static string Explanation(HttpStatusCode status, ApiRequest request) =>
        status switch
        {
            HttpStatusCode.Unauthorized => $"The API server does not accept Rex's credentials ({request})",
            HttpStatusCode.Forbidden => $"Rex lacks the permission to {request}",
            HttpStatusCode.NotFound =>
                $"Rex could not {request}: the object, the namespace or the resource's definition is gone, or Rex may not see it",
            _ => $"Rex could not {request}",
        };
}
