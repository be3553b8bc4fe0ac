using System.Globalization;
using Rex.Embedded.Json;

namespace Rex.Embedded.Http;

/// <summary>
/// The JSON paths of printer columns: <c>.a.b</c>, <c>.a['b.c']</c>, <c>.a\.b</c>, <c>.a[0]</c> and <c>.a[?(@.type=="Ready")].b</c>.
/// </summary>
internal static class SimpleJsonPath
{
    /// <summary>Reads the first match, or null where there is none or the path has another form.</summary>
    public static JsonData? Read(JsonMap obj, string path)
    {
        JsonData? value = obj;
        var at = 0;
        while (at < path.Length && value is not null)
        {
            value = path[at] == '[' ? Index(value, Until(path, ref at)) : (value as JsonMap)?[Name(path, ref at)];
        }

        return value;
    }

    private static string Name(string path, ref int at)
    {
        if (path[at] == '.')
        {
            at++;
        }

        var name = new System.Text.StringBuilder();
        while (at < path.Length && path[at] is not ('.' or '['))
        {
            if (path[at] == '\\' && at + 1 < path.Length)
            {
                at++;
            }

            name.Append(path[at++]);
        }

        return name.ToString();
    }

    private static string Until(string path, ref int at)
    {
        var end = path.IndexOf(']', at);
        var inner = end < 0 ? path[(at + 1)..] : path[(at + 1)..end];
        at = end < 0 ? path.Length : end + 1;
        return inner;
    }

    private static JsonData? Index(JsonData value, string inner)
    {
        if (inner.StartsWith("?(@.", StringComparison.Ordinal) && inner.EndsWith(')'))
        {
            var parts = inner[4..^1].Split("==", 2, StringSplitOptions.TrimEntries);
            return parts.Length == 2
                ? (value as JsonList)?.FirstOrDefault(i => (i as JsonMap)?.Text(parts[0]) == parts[1].Trim('"', '\''))
                : null;
        }

        if (inner is ['\'', .., '\''] or ['"', .., '"'])
        {
            return (value as JsonMap)?[inner[1..^1]];
        }

        return
            int.TryParse(inner, CultureInfo.InvariantCulture, out var index) && value is JsonList list && index >= 0 && index < list.Count
            ? list[index]
            : null;
    }
}
