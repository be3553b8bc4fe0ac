using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Schemas;

/// <summary>Makes JSON schemas of the schemas of OpenAPI 3.0, which says in words of its own what may be null.</summary>
internal static class OpenApiSchema
{
    private static readonly string[] OneSchema = ["items", "additionalProperties", "not"];
    private static readonly string[] ManySchemas = ["oneOf", "anyOf", "allOf"];

    public static JsonObject ToJsonSchema(JsonObject schema)
    {
        var copy = schema.DeepClone().AsObject();
        // Examples are no part of a schema, and may be as large as the rest.
        copy.Remove("example");
        copy.Remove("examples");
        foreach (var name in OneSchema)
        {
            if (copy[name] is JsonObject below)
            {
                copy[name] = ToJsonSchema(below);
            }
        }

        foreach (var name in ManySchemas)
        {
            if (copy[name] is JsonArray options)
            {
                copy[name] = new JsonArray([.. options.Select(option => ToJsonSchema(option!.AsObject()))]);
            }
        }

        if (copy["properties"] is JsonObject properties)
        {
            copy["properties"] = new JsonObject(
                properties.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)ToJsonSchema(pair.Value!.AsObject()))).ToList()
            );
        }

        return MayBeNull(copy) ? new JsonObject { ["anyOf"] = new JsonArray(copy, new JsonObject { ["type"] = "null" }) } : copy;
    }

    private static bool MayBeNull(JsonObject schema) => schema.Remove("nullable", out var nullable) && nullable!.GetValue<bool>();
}
