using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rex.Simulator.Argo.Events;

/// <summary>
/// JSON as it comes out when Go has read it into a map and written it again: of equal names the last one counts, numbers are 64-bit floats, and what
/// is no Unicode is U+FFFD.
/// </summary>
internal static partial class GoJson
{
    private const double WrittenOutBelow = 1e21;

    /// <exception cref="JsonException">It is no object.</exception>
    public static JsonObject ReadObject(ReadOnlySpan<byte> bytes)
    {
        // Go's own limit on nesting.
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(bytes), new JsonDocumentOptions { MaxDepth = 10_000 });
        return Read(document.RootElement) as JsonObject
            ?? throw new JsonException($"cannot unmarshal {document.RootElement.ValueKind} into a map");
    }

    private static JsonNode? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var item = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    item[NameOf(property)] = Read(property.Value);
                }

                return item;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Read)]);
            case JsonValueKind.String:
                return TextOf(element);
            case JsonValueKind.Number:
                return Number(element.GetDouble());
            default:
                return element.ValueKind == JsonValueKind.Null ? null : element.GetBoolean();
        }
    }

    private static JsonNode Number(double number)
    {
        if (double.IsInfinity(number))
        {
            throw new JsonException("a number is out of range");
        }

        var whole = Math.Abs(number) < WrittenOutBelow && number == Math.Truncate(number);
        return whole ? JsonNode.Parse(WrittenOut(number))! : JsonValue.Create(number);
    }

    /// <summary>No more digits than tell the number from its neighbours, the places behind them filled up with zeros.</summary>
    private static string WrittenOut(double number) =>
        decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\ufffd";
        }
    }

    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var whole = Escapes().Replace(element.GetRawText(), match => match.Groups["alone"].Success ? @"\ufffd" : match.Value);
            return JsonSerializer.Deserialize<string>(whole)!;
        }
    }

    /// <summary>Escapes in the order in which they are read; the last group is half a surrogate pair without the other half.</summary>
    [GeneratedRegex(@"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<alone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})")]
    private static partial Regex Escapes();
}
