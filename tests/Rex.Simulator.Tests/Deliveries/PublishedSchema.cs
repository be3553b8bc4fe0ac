using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Deliveries;

/// <summary>Checks documents against published JSON schemas, as far as required fields go.</summary>
internal static class PublishedSchema
{
    /// <summary>The file in the folder named by REX_SCHEMAS, or in a folder <c>shared/schemas</c> beside or above the checkout; null if absent.</summary>
    public static string? PathOf(string file)
    {
        if (Environment.GetEnvironmentVariable("REX_SCHEMAS") is { Length: > 0 } named)
        {
            return Path.Combine(named, file);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "schemas", file);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    public static IEnumerable<string> MissingFields(JsonObject root, JsonObject schema, JsonNode? value, string path)
    {
        schema = Resolve(root, schema);
        foreach (var variant in schema["oneOf"]?.AsArray().OfType<JsonObject>().Select(option => Resolve(root, option)) ?? [])
        {
            if (value is JsonObject && variant["required"] is not null)
            {
                schema = variant;
            }
        }

        if (value is JsonArray items && schema["items"] is JsonObject item)
        {
            return items.SelectMany((element, index) => MissingFields(root, item, element, $"{path}/{index}"));
        }

        if (value is not JsonObject document)
        {
            return [];
        }

        var missing =
            schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).Where(name => !document.ContainsKey(name)) ?? [];
        var below = schema["properties"]
            ?.AsObject()
            .Where(pair => document.ContainsKey(pair.Key))
            .SelectMany(pair => MissingFields(root, pair.Value!.AsObject(), document[pair.Key], $"{path}/{pair.Key}"));
        return missing.Select(name => $"{path}/{name}").Concat(below ?? []);
    }

    private static JsonObject Resolve(JsonObject root, JsonObject schema)
    {
        while (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            JsonNode node = root;
            foreach (var part in reference.TrimStart('#', '/').Split('/'))
            {
                node = node[part]!;
            }

            schema = node.AsObject();
        }

        return schema;
    }
}
