using System.Collections.Immutable;
using System.Globalization;
using Rex.Embedded.Json;

namespace Rex.Embedded.Patching;

/// <summary>
/// JSON patch as the real server's library does it, which is not RFC 6902 to the letter: replacing a key that is not there adds it, what is
/// copied from nowhere is null, indices count from the end where they are negative, and no path names the document itself.
/// </summary>
internal static class JsonPatch
{
    /// <summary>Applies a list of operations.</summary>
    /// <exception cref="PatchException">An operation is malformed, or cannot be done on this document.</exception>
    public static JsonData Apply(JsonData document, JsonList operations)
    {
        foreach (var operation in operations)
        {
            document = operation is JsonMap map ? ApplyOne(document, map) : throw new PatchException("an operation is not an object");
        }

        return document;
    }

    private static JsonData ApplyOne(JsonData document, JsonMap operation)
    {
        var path = Pointer(operation, "path");
        switch (operation.Text("op"))
        {
            case "add":
                return Add(document, path, Value(operation));
            case "remove":
                return Remove(document, path);
            case "replace":
                return Change(document, path, (parent, token) => Set(parent, token, Value(operation)));
            case "move":
                var from = Pointer(operation, "from");
                var moved = Find(document, from);
                return Add(Remove(document, from), path, moved);
            case "copy":
                return Add(document, path, FindOrNull(document, Pointer(operation, "from")));
            case "test":
                return Holds(document, path, Value(operation))
                    ? document
                    : throw new PatchException($"testing value {operation.Text("path")} failed: test failed");
            case var other:
                throw new PatchException($"unexpected kind: {other}");
        }
    }

    /// <summary>Testing for null holds for what is missing, too, but in an object that is there.</summary>
    private static bool Holds(JsonData document, string[] path, JsonData expected)
    {
        if (Find(document, path.AsSpan()[..^1]) is not (JsonMap or JsonList))
        {
            throw new PatchException("what is tested is in nothing");
        }

        try
        {
            return JsonData.DeepEquals(FindOrNull(document, path), expected);
        }
        catch (PatchException) when (expected is JsonNull)
        {
            return true;
        }
    }

    private static JsonData Value(JsonMap operation) => operation["value"] ?? JsonNull.Instance;

    private static string[] Pointer(JsonMap operation, string field)
    {
        // What stands before the first slash is not looked at.
        var text = operation.Text(field) ?? throw new PatchException($"missing {field}");
        return text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var start
            ?
            [
                .. text[(start + 1)..]
                    .Split('/')
                    .Select(t => t.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
            ]
            : throw new PatchException($"{field} is no JSON pointer: {text}");
    }

    private static JsonData Find(JsonData document, ReadOnlySpan<string> path)
    {
        foreach (var token in path)
        {
            document = document switch
            {
                JsonMap map when map[token] is { } value => value,
                JsonList list => list[Index(token, list.Count - 1)],
                _ => throw new PatchException($"unable to find key: {token}"),
            };
        }

        return document;
    }

    /// <summary>Finds a value; one that its object does not have is null, but what it would be below must be there.</summary>
    private static JsonData FindOrNull(JsonData document, ReadOnlySpan<string> path) =>
        Find(document, path[..^1]) is JsonMap map ? map[path[^1]] ?? JsonNull.Instance : Find(document, path);

    private static JsonData Add(JsonData document, string[] path, JsonData value) =>
        Change(document, path, (parent, token) => Insert(parent, token, value));

    private static JsonData Remove(JsonData document, string[] path)
    {
        _ = Find(document, path);
        return Change(document, path, Drop);
    }

    private static JsonData Change(JsonData at, ReadOnlySpan<string> path, Func<JsonData, string, JsonData> change)
    {
        if (path.Length == 1)
        {
            return change(at, path[0]);
        }

        var changed = Change(Find(at, path[..1]), path[1..], change);
        return Set(at, path[0], changed);
    }

    private static JsonData Insert(JsonData parent, string token, JsonData value) =>
        parent switch
        {
            JsonMap map => map.With(token, value),
            JsonList list => new JsonList(list.Items.Insert(token == "-" ? list.Count : Index(token, list.Count), value)),
            _ => throw new PatchException($"add operation does not apply: {token} is below no object or array"),
        };

    private static JsonData Set(JsonData parent, string token, JsonData value) =>
        parent switch
        {
            JsonMap map => map.With(token, value),
            JsonList list => new JsonList(list.Items.SetItem(Index(token, list.Count - 1), value)),
            _ => throw new PatchException($"{token} is below no object or array"),
        };

    private static JsonData Drop(JsonData parent, string token) =>
        parent switch
        {
            JsonMap map => map.Without(token),
            JsonList list => new JsonList(list.Items.RemoveAt(Index(token, list.Count - 1))),
            _ => throw new PatchException($"{token} is below no object or array"),
        };

    /// <param name="token">What the path says.</param>
    /// <param name="highest">The last index that is one; -1 is another name of it, -2 of the one before.</param>
    private static int Index(string token, int highest)
    {
        if (
            !int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            || index > highest
            || index < -highest - 1
        )
        {
            throw new PatchException($"invalid index referenced: {token}");
        }

        return index < 0 ? index + highest + 1 : index;
    }
}
