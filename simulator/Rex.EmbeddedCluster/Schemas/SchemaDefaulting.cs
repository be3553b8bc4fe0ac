using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>Fills in the defaults that a schema declares (<c>apiextensions-apiserver/pkg/apiserver/schema/defaulting</c>).</summary>
internal static class SchemaDefaulting
{
    public static JsonMap Apply(StructuralSchema schema, JsonMap obj) => schema.HasDefaults ? ApplyMap(schema, obj) : obj;

    private static JsonData ApplyValue(StructuralSchema schema, JsonData value) =>
        !schema.HasDefaults
            ? value
            : value switch
            {
                JsonMap map => ApplyMap(schema, map),
                JsonList list when schema.Items is { } items => list.Map((item, _) => NullBecomesDefault(items, item)),
                _ => value,
            };

    private static JsonMap ApplyMap(StructuralSchema schema, JsonMap map)
    {
        var result = map;
        foreach (var (name, child) in schema.Properties)
        {
            var value = result[name];
            if (child.Default is not null && (value is null || (value is JsonNull && !child.Nullable)))
            {
                result = result.With(name, ApplyValue(child, child.Default));
            }
            else if (value is not null)
            {
                result = result.With(name, ApplyValue(child, value));
            }
        }

        if (schema.AdditionalProperties is { } additional)
        {
            foreach (var (name, value) in map)
            {
                if (!schema.Properties.ContainsKey(name))
                {
                    result = result.With(name, NullBecomesDefault(additional, value));
                }
            }
        }

        return result;
    }

    private static JsonData NullBecomesDefault(StructuralSchema schema, JsonData value) =>
        ApplyValue(schema, value is JsonNull && !schema.Nullable && schema.Default is { } standard ? standard : value);
}
