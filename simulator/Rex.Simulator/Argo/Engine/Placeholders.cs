using System.Text;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Engine;

/// <summary>Replaces <c>{{name}}</c> in the strings of a JSON tree.</summary>
internal static class Placeholders
{
    /// <summary>A copy of the tree with what is known replaced; what is unknown stays as it is.</summary>
    public static JsonNode? Replace(JsonNode? json, Func<string, string?> lookup) => Replace(json, lookup, strict: false);

    /// <summary>The same, but an unknown name that begins with <c>tasks.</c> or <c>steps.</c> is an error.</summary>
    /// <exception cref="MissingVariableException">Such a name has no value.</exception>
    public static JsonNode? ReplaceStrict(JsonNode? json, Func<string, string?> lookup) => Replace(json, lookup, strict: true);

    /// <inheritdoc cref="Replace(JsonNode?, Func{string, string?})"/>
    public static string Replace(string text, Func<string, string?> lookup, bool strict = false)
    {
        var open = text.IndexOf("{{", StringComparison.Ordinal);
        if (open < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var position = 0;
        while (open >= 0)
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            var name = text[(open + 2)..close].Trim();
            var value = lookup(name);
            if (
                value is null
                && strict
                && (name.StartsWith("tasks.", StringComparison.Ordinal) || name.StartsWith("steps.", StringComparison.Ordinal))
            )
            {
                throw new MissingVariableException(name);
            }

            result.Append(text, position, open - position).Append(value ?? text[open..(close + 2)]);
            position = close + 2;
            open = text.IndexOf("{{", position, StringComparison.Ordinal);
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    private static JsonNode? Replace(JsonNode? json, Func<string, string?> lookup, bool strict)
    {
        switch (json)
        {
            case JsonObject item:
                var copy = new JsonObject();
                foreach (var (name, value) in item)
                {
                    copy[name] = Replace(value, lookup, strict);
                }

                return copy;
            case JsonArray list:
                return new JsonArray([.. list.Select(value => Replace(value, lookup, strict))]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return JsonValue.Create(Replace(text, lookup, strict));
            default:
                return json?.DeepClone();
        }
    }
}
