using System.Runtime.CompilerServices;
using System.Text.Json;
using Rex.Adapters.Http;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Kubernetes;

/// <summary>Reads a watch: only that something changed, and how, not what. Whoever listens looks for himself, so that missed states do no harm.</summary>
internal static class WatchStream
{
    /// <summary>
    /// The type of every change (ADDED, MODIFIED, DELETED), until the watch ends in whatever way: by the server's time-out, by a cut, or because its version is too
    /// old. After the given time without an end it is taken for dead and ended.
    /// </summary>
    public static async IAsyncEnumerable<string> ChangesAsync(
        HttpResponseMessage watch,
        TimeSpan deadAfter,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var deadline = new RequestDeadline(deadAfter, time, cancellationToken);
        await using var stream = await watch.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        while (await NextAsync(reader, deadline) is { } line)
        {
            switch (TypeOf(line))
            {
                case "BOOKMARK":
                    break;
                case ("ADDED" or "MODIFIED" or "DELETED") and var type:
                    yield return type;
                    break;
                default:
                    // ERROR (mostly 410, too old a version), or a line that the connection's end has cut.
                    yield break;
            }
        }
    }

    private static async Task<string?> NextAsync(StreamReader reader, RequestDeadline deadline)
    {
        try
        {
            return await reader.ReadLineAsync(deadline.Token);
        }
        catch (Exception e) when (deadline.Failure(e, "watch") is { } failure)
        {
            // That it ended is no failure; that the caller wants no more is told as such, however the connection broke at that moment.
            return failure is PlatformException ? null : throw failure;
        }
    }

    private static string? TypeOf(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 512 });
            return document.RootElement.Text("type");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
