using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Events;

/// <summary>A path with dots, as the manifests have them. What gjson can do besides is refused.</summary>
internal static class EventPath
{
    private static readonly SearchValues<char> MoreThanNames = SearchValues.Create("*?#|@\\{}[]()!");

    /// <summary>What is at the path.</summary>
    /// <returns>Whether there is anything; a null that is there is something.</returns>
    public static bool TryGet(JsonNode? from, string path, out JsonNode? value)
    {
        value = from;
        foreach (var name in Names(path))
        {
            if (value is JsonObject item && item.TryGetPropertyValue(name, out var member))
            {
                value = member;
            }
            else if (value is JsonArray list && int.TryParse(name, NumberStyles.None, null, out var index) && index < list.Count)
            {
                value = list[index];
            }
            else
            {
                value = null;
                return false;
            }
        }

        return true;
    }

    /// <summary>Sets what is at the path; all but its last part has to be there.</summary>
    public static void Set(JsonNode into, string path, string value)
    {
        var names = Names(path);
        if (!TryGet(into, string.Join('.', names[..^1]), out var parent))
        {
            throw new FormatException($"there is nothing at {path}");
        }

        switch (parent)
        {
            case JsonObject item:
                item[names[^1]] = value;
                break;
            case JsonArray list:
                list[int.Parse(names[^1], NumberStyles.None, CultureInfo.InvariantCulture)] = value;
                break;
            default:
                throw new FormatException($"there is nothing at {path}");
        }
    }

    /// <summary>A value the way that gjson writes it as a text.</summary>
    public static string Text(JsonNode? value) =>
        value is null ? ""
        : value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>()
        : value.ToJsonString();

    private static string[] Names(string path) =>
        path.AsSpan().IndexOfAny(MoreThanNames) < 0
            ? path.Split('.')
            : throw new FormatException($"the path '{path}' is more than names with dots");
}
