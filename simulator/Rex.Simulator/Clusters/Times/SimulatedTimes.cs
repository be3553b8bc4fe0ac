using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Clusters.Times;

/// <summary>
/// Translates the times that a real API server puts into objects by itself, when one was made and when one was deleted, into the
/// world's. A second of its clock is the better part of a minute in the world, so they are not converted but noted: an object came to
/// be at the simulated instant at which the server first spoke of it, which is the answer to whoever made it.
/// </summary>
/// <remarks>Nothing has to be translated back: the server does not look at these times in what is written.</remarks>
internal sealed class SimulatedTimes(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, string> created = new();
    private readonly ConcurrentDictionary<(string Uid, string Time), string> deleted = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Translates an answer: an object, a list, or an event of a watch.</summary>
    public void Translate(JsonNode? answer)
    {
        if (answer is not JsonObject document)
        {
            return;
        }

        if (document["metadata"] is JsonObject metadata)
        {
            TranslateMetadata(metadata);
        }

        foreach (var item in document["items"] as JsonArray ?? [])
        {
            Translate(item);
        }

        if (document["type"] is JsonValue && document["object"] is JsonObject changed)
        {
            Translate(changed);
        }
    }

    private void TranslateMetadata(JsonObject metadata)
    {
        if (metadata["uid"]?.GetValue<string>() is not { Length: > 0 } uid)
        {
            return;
        }

        if (metadata["creationTimestamp"] is JsonValue)
        {
            metadata["creationTimestamp"] = created.GetOrAdd(uid, _ => Format(Now));
        }

        if (metadata["deletionTimestamp"] is JsonValue time)
        {
            var grace = TimeSpan.FromSeconds(metadata["deletionGracePeriodSeconds"]?.GetValue<long>() ?? 0);
            metadata["deletionTimestamp"] = deleted.GetOrAdd((uid, time.GetValue<string>()), _ => Format(Now + grace));
        }
    }

    private static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
