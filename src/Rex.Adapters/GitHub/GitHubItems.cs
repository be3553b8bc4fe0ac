using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Reads the lists that GitHub answers with.</summary>
internal static class GitHubItems
{
    /// <summary>The items of an answer that has to be a list of them, all of them sound.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="type">What it is a list of.</param>
    /// <param name="what">What was tried, as in "Rex could not …".</param>
    /// <param name="now">The time, for answers that say when to try again.</param>
    /// <exception cref="PlatformException">It refuses, or is something else.</exception>
    public static IReadOnlyList<T> ReadItems<T>(
        this GitHubAnswer answer,
        JsonTypeInfo<IReadOnlyList<T>> type,
        string what,
        DateTimeOffset now
    )
        where T : IGitHubItem
    {
        if (!answer.IsSuccess)
        {
            throw answer.ToFailure(what, now);
        }

        try
        {
            return answer.IsJson ? Read(answer, type) : throw new JsonException();
        }
        catch (JsonException e)
        {
            // The exception's own message may quote the answer.
            var found = FormattableString.Invariant(
                $"{answer.Body.Length} bytes of {(answer.IsJson ? "JSON" : "something else than JSON")}"
            );
            var place = e.BytePositionInLine is { } column
                ? FormattableString.Invariant($", wrong at line {e.LineNumber + 1}, byte {column + 1}")
                : "";
            throw new PlatformException(
                ReasonCode.ServerError,
                $"Rex could not {what}: the answer ({found}{place}) is not what GitHub sends, {T.Description} in JSON."
            );
        }
    }

    private static IReadOnlyList<T> Read<T>(GitHubAnswer answer, JsonTypeInfo<IReadOnlyList<T>> type)
        where T : IGitHubItem =>
        JsonSerializer.Deserialize(answer.Body.Span, type) is { } items && items.All(item => item is { IsSound: true })
            ? items
            : throw new JsonException();
}
