using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>
/// Fills in the defaults that a schema declares, and drops nulls where it allows none (<c>apiextensions-apiserver/pkg/apiserver/schema/defaulting</c>).
/// </summary>
internal static class SchemaDefaulting
{
    public static JsonMap Apply(StructuralSchema schema, JsonMap obj)
    {
        var result = obj;
        foreach (var (name, child) in schema.Properties)
        {
            // The type and metadata of the object itself are not the schema's to fill in.
            if (name is not ("apiVersion" or "kind" or "metadata"))
            {
                result = result.With(name, ApplyProperty(child, result[name]));
            }
        }

        return result;
    }

    private static JsonData ApplyValue(StructuralSchema schema, JsonData value) =>
        value switch
        {
            JsonMap map => ApplyMap(schema, map),
            JsonList list when schema.Items is { } items => list.Map((item, _) => ApplyItem(items, item)),
            _ => value,
        };

    private static JsonMap ApplyMap(StructuralSchema schema, JsonMap map)
    {
        var result = map;
        foreach (var (name, child) in schema.Properties)
        {
            result = result.With(name, ApplyProperty(child, result[name]));
        }

        return schema.AdditionalProperties is { } additional
            ? result.Change((name, value) => schema.Properties.ContainsKey(name) ? value : ApplyItem(additional, value))
            : result;
    }

    private static JsonData? ApplyProperty(StructuralSchema schema, JsonData? value)
    {
        if (value is null || (value is JsonNull && !schema.Nullable && !schema.PreservesUnknownFields))
        {
            return schema.Default is null ? null : ApplyValue(schema, schema.Default);
        }

        return ApplyValue(schema, value);
    }

    private static JsonData ApplyItem(StructuralSchema schema, JsonData value) =>
        value is JsonNull && !schema.Nullable && schema.Default is { } standard ? ApplyValue(schema, standard) : ApplyValue(schema, value);
}
