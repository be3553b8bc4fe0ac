using System.Collections.Immutable;
using System.Globalization;
using Rex.Embedded.Json;

namespace Rex.Embedded.Patching;

/// <summary>JSON patch, RFC 6902.</summary>
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
                _ = Find(document, path);
                return path.Length == 0
                    ? Value(operation)
                    : Change(document, path, (parent, token) => Set(parent, token, Value(operation)));
            case "move":
                var from = Pointer(operation, "from");
                var moved = Find(document, from);
                return Add(Remove(document, from), path, moved);
            case "copy":
                return Add(document, path, Find(document, Pointer(operation, "from")));
            case "test":
                return Holds(document, path, Value(operation))
                    ? document
                    : throw new PatchException($"testing value {operation.Text("path")} failed: test failed");
            case var other:
                throw new PatchException($"unexpected kind: {other}");
        }
    }

    /// <summary>Testing for null holds for what is missing, too.</summary>
    private static bool Holds(JsonData document, string[] path, JsonData expected)
    {
        try
        {
            return JsonData.DeepEquals(Find(document, path), expected);
        }
        catch (PatchException) when (expected is JsonNull)
        {
            return true;
        }
    }

    private static JsonData Value(JsonMap operation) => operation["value"] ?? JsonNull.Instance;

    private static string[] Pointer(JsonMap operation, string field)
    {
        var text = operation.Text(field) ?? throw new PatchException($"missing {field}");
        if (text.Length == 0)
        {
            return [];
        }

        return text[0] == '/'
            ?
            [
                .. text[1..]
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

    private static JsonData Add(JsonData document, string[] path, JsonData value) =>
        path.Length == 0 ? value : Change(document, path, (parent, token) => Insert(parent, token, value));

    private static JsonData Remove(JsonData document, string[] path)
    {
        _ = Find(document, path);
        return path.Length == 0 ? throw new PatchException("the document itself cannot be removed") : Change(document, path, Drop);
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

    private static int Index(string token, int highest) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index <= highest
        && (token.Length == 1 || token[0] != '0')
            ? index
            : throw new PatchException($"invalid index referenced: {token}");
}
