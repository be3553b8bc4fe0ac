using System.Net;
using System.Text.Json;
using Rex.Core.Workflows;

namespace Rex.Adapters.Kubernetes;

/// <summary>What the API server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body: an object, or for an error its <c>Status</c>; undefined where an error came without readable JSON.</param>
/// <param name="ServerTime">The <c>Date</c> header; null where there is none.</param>
/// <param name="RetryAfter">The <c>Retry-After</c> header; null where there is none.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body, DateTimeOffset? ServerTime, TimeSpan? RetryAfter)
{
    /// <summary>Whether it was done.</summary>
    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    /// <summary>The machine-readable reason of an error's <c>Status</c>, such as <c>AlreadyExists</c>.</summary>
    public string? Reason => Body.Text("reason");

    /// <summary>The message of an error's <c>Status</c>.</summary>
    public string? Message => Body.Text("message");
}
