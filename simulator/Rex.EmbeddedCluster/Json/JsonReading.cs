using System.Collections.Immutable;
using System.Text.Json;

namespace Rex.Embedded.Json;

/// <summary>Reads UTF-8 JSON into <see cref="JsonData"/>.</summary>
internal static class JsonReading
{
    private const int MaxDepth = 512;

    /// <summary>Reads one JSON value.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="duplicates">Takes the names that occur more than once in an object; the last value wins.</param>
    /// <exception cref="JsonException">The text is not JSON, or nested too deeply.</exception>
    public static JsonData Parse(ReadOnlySpan<byte> utf8, ICollection<string>? duplicates = null)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        var value = ReadValue(ref reader, duplicates);
        if (reader.Read())
        {
            throw new JsonException("more than one value");
        }

        return value;
    }

    private static JsonData ReadValue(ref Utf8JsonReader reader, ICollection<string>? duplicates) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(ref reader, duplicates),
            JsonTokenType.StartArray => ReadList(ref reader, duplicates),
            JsonTokenType.String => new JsonText(ReadText(ref reader)),
            JsonTokenType.Number => reader.TryGetInt64(out var integer) ? new JsonNumber(integer) : ReadDouble(ref reader),
            JsonTokenType.True => JsonTruth.True,
            JsonTokenType.False => JsonTruth.False,
            _ => JsonNull.Instance,
        };

    private static JsonNumber ReadDouble(ref Utf8JsonReader reader) =>
        reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? new JsonNumber(number)
            : throw new JsonException("a number is out of range");

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException invalid)
        {
            throw new JsonException("a string is not valid UTF-8", invalid);
        }
    }

    private static JsonMap ReadMap(ref Utf8JsonReader reader, ICollection<string>? duplicates)
    {
        var builder = new JsonMapBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText(ref reader);
            reader.Read();
            if (!builder.Set(name, ReadValue(ref reader, duplicates)))
            {
                duplicates?.Add(name);
            }
        }

        return builder.Build();
    }

    private static JsonList ReadList(ref Utf8JsonReader reader, ICollection<string>? duplicates)
    {
        var items = ImmutableArray.CreateBuilder<JsonData>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, duplicates));
        }

        return items.Count == 0 ? JsonList.Empty : new JsonList(items.DrainToImmutable());
    }
}
