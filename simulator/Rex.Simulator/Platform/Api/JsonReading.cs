using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Platform.Api;

/// <summary>Short ways to read and write the JSON of Kubernetes objects, where a missing field and null mean the same.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Flag(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static DateTimeOffset? Time(this JsonObject json, string name) => KubeTime.Parse(json.Text(name));

    public static List<string> Texts(this JsonObject json, string name) =>
        json[name] is JsonArray items ? [.. items.Select(item => item?.GetValue<string>() ?? "")] : [];

    public static IEnumerable<JsonObject> Objects(this JsonObject? json, string name) =>
        (json?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The object of that name, made where there is none.</summary>
    public static JsonObject Child(this JsonObject json, string name)
    {
        if (json[name] is not JsonObject child)
        {
            json[name] = child = [];
        }

        return child;
    }

    /// <summary>What is found by going down through objects, else null.</summary>
    public static JsonNode? At(this JsonNode? json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            json = (json as JsonObject)?[name];
        }

        return json;
    }

    public static string? TextAt(this JsonNode? json, params ReadOnlySpan<string> path) =>
        json.At(path) is JsonValue value ? value.ToString() : null;

    public static void SetOrRemove(this JsonObject json, string name, JsonNode? value)
    {
        if (value is null)
        {
            json.Remove(name);
        }
        else
        {
            json[name] = value;
        }
    }

    public static JsonArray ToJsonArray(this IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];

    public static JsonElement? Get(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return null;
            }
        }

        return json.ValueKind == JsonValueKind.Null ? null : json;
    }

    public static string? GetText(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.Get(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonObject ToJsonObject(this JsonElement json) => JsonObject.Create(json) ?? [];
}
