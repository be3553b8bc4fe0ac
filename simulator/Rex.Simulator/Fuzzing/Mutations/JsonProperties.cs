using System.Text.Json;

namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Finds the properties of a body, up to where its JSON is broken.</summary>
internal static class JsonProperties
{
    private static readonly byte[][] ReadByReceivers =
    [
        .. "ref before after created deleted forced repository sender id full_name pushed_at login type"
            .Split(' ')
            .Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    public static IReadOnlyList<JsonProperty> In(byte[] body)
    {
        List<JsonProperty> found = [];
        // What is open: the property whose value it is, or -1, and where it begins.
        Stack<(int Property, int Start)> open = [];
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var named = -1;
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    named = found.Count;
                    var isRead = open.Count <= 2 && Array.Exists(ReadByReceivers, Name(ref reader).SequenceEqual);
                    found.Add(new JsonProperty(start, start + reader.ValueSpan.Length + 2, 0, 0, open.Peek().Start, isRead));
                    continue;
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    open.Push((named, start));
                    named = -1;
                    continue;
                }

                var (property, valueStart) = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray
                    ? open.Pop()
                    : (named, start);
                if (property >= 0)
                {
                    found[property] = found[property] with { ValueStart = valueStart, End = (int)reader.BytesConsumed };
                }

                named = -1;
            }
        }
        catch (JsonException)
        {
            // What was found up to here is all there is.
        }

        found.RemoveAll(property => property.End == 0);
        return found;
    }

    private static byte[] Name(ref readonly Utf8JsonReader reader) => reader.ValueSpan.ToArray();
}
