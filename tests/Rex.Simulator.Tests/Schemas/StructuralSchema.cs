using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Schemas;

/// <summary>
/// Makes the schema of a CustomResourceDefinition out of a published JSON schema. Every field that a kind has is named, and those that the given
/// objects use are described down to the last; below the others, and where nothing is said, everything is let through. What no schema names is pruned.
/// </summary>
/// <param name="published">The file.</param>
internal sealed class StructuralSchema(JsonObject published)
{
    private const string Reference = "#/definitions/";

    private static JsonObject Anything => new() { ["x-kubernetes-preserve-unknown-fields"] = true };

    /// <summary>The schema of a kind.</summary>
    public JsonObject Of(string kind, params IReadOnlyList<JsonNode> objects)
    {
        var schema = Derive(Definition(kind), objects);
        // The API server knows metadata by itself.
        schema["properties"]!["metadata"] = new JsonObject { ["type"] = "object" };
        return schema;
    }

    private JsonObject Derive(JsonObject schema, IReadOnlyList<JsonNode> used)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return reference.EndsWith(".IntOrString", StringComparison.Ordinal) || reference.EndsWith(".Quantity", StringComparison.Ordinal)
                ? IntOrString
                : Derive(Definition(reference[Reference.Length..]), used);
        }

        return schema["type"] switch
        {
            JsonArray => IntOrString,
            JsonValue type when (string)type! == "object" => OfObject(schema, used),
            JsonValue type when (string)type! == "array" => new JsonObject
            {
                ["type"] = "array",
                ["items"] = Derive((JsonObject)schema["items"]!, [.. used.OfType<JsonArray>().SelectMany(list => list).OfType<JsonNode>()]),
            },
            JsonValue type => new JsonObject { ["type"] = type.DeepClone() },
            _ => Anything,
        };
    }

    private JsonObject OfObject(JsonObject schema, IReadOnlyList<JsonNode> used)
    {
        var objects = used.OfType<JsonObject>().ToList();
        if (schema["properties"] is JsonObject properties)
        {
            var derived = properties.Select(property =>
                KeyValuePair.Create<string, JsonNode?>(property.Key, Property(property.Key, (JsonObject)property.Value!, objects))
            );
            return new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(derived) };
        }

        if (schema["additionalProperties"] is JsonObject value)
        {
            var values = objects.SelectMany(one => one.Select(field => field.Value)).OfType<JsonNode>().ToList();
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Derive(value, values) };
        }

        var open = Anything;
        open["type"] = "object";
        return open;
    }

    /// <summary>A field that nobody uses is let through as it is: written out, the kinds would be larger than a cluster stores.</summary>
    private JsonObject Property(string name, JsonObject schema, List<JsonObject> objects)
    {
        var values = objects.Select(one => one[name]).OfType<JsonNode>().ToList();
        return values.Count == 0 ? Anything : Derive(schema, values);
    }

    private static JsonObject IntOrString => new() { ["x-kubernetes-int-or-string"] = true };

    private JsonObject Definition(string name) =>
        published["definitions"]![name] as JsonObject ?? throw new JsonException($"There is no definition {name}.");
}
