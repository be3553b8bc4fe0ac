using System.Text.Json.Nodes;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Faults;

/// <summary>
/// What makes two requests the same for whoever looks at what a process does, not at when: method, path without query, and the body without what
/// changes from try to try: every number, every text with a digit in it (times, versions, UIDs), and of a remediation's conditions all but that of
/// the step that it is at.
/// </summary>
internal static class RequestShape
{
    public static string Of(LedgerEntry entry) =>
        $"{entry.Method} {entry.Path.Split('?')[0]} {(entry.Body is { } body ? Of(body) : "")}".TrimEnd();

    private static string Of(JsonNode? node) =>
        node switch
        {
            JsonObject members => $"{{{string.Join(",", members.Select(member => $"{member.Key}:{Of(Current(members, member))}"))}}}",
            JsonArray items => $"[{string.Join(",", items.Select(Of))}]",
            JsonValue value when value.TryGetValue<string>(out var text) => text.Any(char.IsAsciiDigit) ? "*" : text,
            JsonValue value when value.TryGetValue<bool>(out var truth) => truth ? "true" : "false",
            null => "null",
            _ => "*",
        };

    private static JsonNode? Current(JsonObject members, KeyValuePair<string, JsonNode?> member) =>
        member is { Key: "conditions", Value: JsonArray conditions } && Text(members["step"]) is { } step
            ? conditions.FirstOrDefault(condition => Text(condition?["type"]) == step)
            : member.Value;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
