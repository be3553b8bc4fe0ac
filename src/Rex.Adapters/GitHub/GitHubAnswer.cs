using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Rex.Adapters.GitHub;

/// <summary>What GitHub answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; empty where there is none.</param>
/// <param name="Headers">The headers.</param>
internal sealed record GitHubAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, HttpResponseHeaders Headers)
{
    /// <summary>Whether it was done.</summary>
    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    /// <summary>Whether it points elsewhere.</summary>
    public bool IsRedirect =>
        Status
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect
        && Headers.Location is not null;

    /// <summary>Whether a list goes on after this page.</summary>
    public bool HasNextPage =>
        Headers.TryGetValues("Link", out var links) && links.Any(link => link.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase));

    /// <summary>The message of an error; null where the body is none of GitHub's.</summary>
    public string? Message
    {
        get
        {
            try
            {
                return JsonSerializer.Deserialize(Body.Span, GitHubJson.Default.GitHubError)?.Message;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The first value of a header.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
