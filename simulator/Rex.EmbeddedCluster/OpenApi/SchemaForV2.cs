using Rex.Embedded.Json;

namespace Rex.Embedded.OpenApi;

/// <summary>
/// Takes out of a definition's schema what OpenAPI v2 cannot say, and what clients of it choke on
/// (<c>apiextensions-apiserver/pkg/controller/openapi/v2/conversion.go</c>).
/// </summary>
internal static class SchemaForV2
{
    public static JsonMap Convert(JsonMap schema)
    {
        var opaque = schema.Truth("nullable") == true || schema.Truth("x-kubernetes-preserve-unknown-fields") == true;
        schema = schema.Change(
            (name, value) =>
                (name, value) switch
                {
                    ("allOf" or "oneOf" or "anyOf" or "not" or "nullable", _) => null,
                    ("items" or "properties" or "type", _) when opaque => null,
                    ("properties", JsonMap properties) => properties.Change((_, child) => child is JsonMap map ? Convert(map) : child),
                    ("items" or "additionalProperties", JsonMap child) => Convert(child),
                    _ => value,
                }
        );
        return schema.Text("type") == "array" && schema["items"] is null ? schema.Without("type") : schema;
    }
}
