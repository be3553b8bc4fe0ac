using System.Text.Json.Nodes;

namespace Rex.Core.Tests.Workflows;

/// <summary>Spoils a document at random places: members that are gone, of another kind, of a hostile value, or another member's.</summary>
internal sealed class HostileDocument(Random random)
{
    private static readonly Func<JsonNode?>[] Values =
    [
        () => null,
        () => "",
        () => "play",
        () => "play-0",
        () => "play-1",
        () => "quality-work",
        () => "Succeeded",
        () => "Running",
        () => "Failed",
        () => "Omitted",
        () => "Suspend",
        () => "Retry",
        () => "DAG",
        () => "Dreaming",
        () => "9999-12-31T23:59:59Z",
        () => "0001-01-01T00:00:00Z",
        () => "true",
        () => "'; DROP TABLE nodes; -- {{workflow.name}} $(rm -rf /) \n\0",
        () => new string('x', 5000),
        () => true,
        () => -1,
        () => 1e300,
        () => new JsonArray(),
        () => new JsonArray("play", "play-0", 7, null),
        () => new JsonObject(),
        () => new JsonObject { ["play"] = "play" },
    ];

    /// <summary>A copy with this many places spoilt.</summary>
    public JsonObject Spoil(JsonObject document, int places)
    {
        var copy = (JsonObject)document.DeepClone();
        for (var place = 0; place < places; place++)
        {
            var parents = Parents(copy).ToList();
            SpoilOne(parents[random.Next(parents.Count)]);
        }

        return copy;
    }

    private void SpoilOne(JsonNode parent)
    {
        switch (parent)
        {
            case JsonObject { Count: > 0 } members:
                var names = members.Select(member => member.Key).ToList();
                var name = names[random.Next(names.Count)];
                if (random.Next(3) == 0)
                {
                    members.Remove(name);
                }
                else
                {
                    members[name] = Value();
                }

                break;
            case JsonObject empty:
                empty["children"] = Value();
                break;
            case JsonArray { Count: > 0 } items when random.Next(2) == 0:
                items[random.Next(items.Count)] = Value();
                break;
            case JsonArray items:
                items.Add(Value());
                break;
        }
    }

    private JsonNode? Value() => Values[random.Next(Values.Length)]();

    private static IEnumerable<JsonNode> Parents(JsonNode node)
    {
        yield return node;
        var below = node is JsonObject members ? members.Select(member => member.Value) : (JsonArray)node;
        foreach (var one in below.Where(one => one is JsonObject or JsonArray).SelectMany(one => Parents(one!)))
        {
            yield return one;
        }
    }
}
