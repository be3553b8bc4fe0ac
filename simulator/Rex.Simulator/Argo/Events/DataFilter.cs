using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Expressions;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Events;

/// <summary>A data filter of a Sensor: a text by an unanchored regular expression, a truth value, or a number.</summary>
internal sealed record DataFilter(string Path, string Type, IReadOnlyList<string> Values)
{
    /// <exception cref="FormatException">It asks for what is not understood here.</exception>
    public static DataFilter Of(JsonObject filter)
    {
        var unknown = filter.Select(field => field.Key).Except(["path", "type", "value", "comparator"]).FirstOrDefault();
        if (unknown is not null || filter.Text("comparator") is not (null or "" or "="))
        {
            throw new FormatException($"data filter: '{unknown ?? "comparator"}' is not understood");
        }

        return new DataFilter(filter.Text("path") ?? "", filter.Text("type") ?? "", [.. filter.Texts("value")]);
    }

    /// <summary>Why an event does not pass; null where it does.</summary>
    public string? WhyNot(JsonNode? data)
    {
        if (!EventPath.TryGet(data, Path, out var found))
        {
            return $"path '{Path}' does not exist";
        }

        return Values.Any(value => Passes(found, value)) ? null : $"{Path} is not as wanted";
    }

    private bool Passes(JsonNode? found, string wanted) =>
        Type switch
        {
            "string" => GoPattern.IsMatch(wanted, EventPath.Text(found)),
            "bool" => Bool(found) == bool.Parse(wanted),
            "number" => found?.GetValueKind() == JsonValueKind.Number
                && found.GetValue<double>() == double.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new FormatException($"data filter: type '{Type}' is not understood"),
        };

    private static bool Bool(JsonNode? found) =>
        found?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.String => found.GetValue<string>().ToLowerInvariant() is "1" or "t" or "true",
            JsonValueKind.Number => found.GetValue<double>() != 0,
            _ => false,
        };
}
