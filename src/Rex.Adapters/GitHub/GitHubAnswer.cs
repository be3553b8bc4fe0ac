using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Rex.Adapters.GitHub;

/// <summary>What GitHub answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; empty where there is none.</param>
/// <param name="MediaType">The media type that the body claims to be; null where it claims none.</param>
/// <param name="Headers">The headers.</param>
internal sealed record GitHubAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, string? MediaType, HttpResponseHeaders Headers)
{
    private const int LongestMessage = 200;

    /// <summary>The token that was sent along: whoever echoes it must not bring it into a message.</summary>
    public string Token { get; init; } = "";

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

    /// <summary>Whether the body claims to be JSON, as everything from GitHub's API does. What stands between may answer with a page of its own.</summary>
    public bool IsJson =>
        MediaType is { } type
        && (
            type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (
                type.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>Whether a list goes on after this page.</summary>
    public bool HasNextPage => NextPage is not null;

    /// <summary>The address of the next page of a list. No token goes there: parameters may be taken from it, and nothing else.</summary>
    public string? NextPage => Headers.TryGetValues("Link", out var links) ? LinkHeader.Next(links) : null;

    /// <summary>The message of an error, on one line and cut where it is long; null where the body is none of GitHub's.</summary>
    public string? Message
    {
        get
        {
            try
            {
                return IsJson ? Printable(JsonSerializer.Deserialize(Body.Span, GitHubJson.Default.GitHubError)?.Message) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The first value of a header.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private string? Printable(string? message) =>
        message is null
            ? null
            : string.Concat(
                WithoutToken(message)
                    .Take(LongestMessage)
                    .Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)
            );

    private string WithoutToken(string message) =>
        Token.Length == 0 ? message : message.Replace(Token, "***", StringComparison.OrdinalIgnoreCase);
}
