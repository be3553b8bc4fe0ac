using System.Text.Json;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>Conditions of resource templates: comparisons of fields, such as <c>status.phase == Succeeded</c>, with commas between them.</summary>
internal static class ResourceCondition
{
    public static bool AllHold(string conditions, JsonElement item) => Split(conditions).All(condition => Holds(condition, item));

    public static bool AnyHolds(string conditions, JsonElement item) => Split(conditions).Any(condition => Holds(condition, item));

    private static string[] Split(string conditions) =>
        conditions.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Holds(string condition, JsonElement item)
    {
        var different = condition.Contains("!=", StringComparison.Ordinal);
        var parts = condition.Split((string[])["!=", "==", "="], 2, StringSplitOptions.TrimEntries);
        var value = item.Get(parts[0].Split('.'))?.ToString();
        return parts.Length == 1 ? value is not null : (value == parts[1]) != different;
    }
}
