using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>Drops the fields that a schema does not name (<c>apiextensions-apiserver/pkg/apiserver/schema/pruning</c>).</summary>
internal static class SchemaPruning
{
    private static readonly HashSet<string> TypeFields = new(StringComparer.Ordinal) { "apiVersion", "kind", "metadata" };

    /// <summary>Prunes a whole object.</summary>
    /// <param name="schema">The schema of the object.</param>
    /// <param name="obj">The object.</param>
    /// <param name="dropped">Takes the paths of what was dropped, such as <c>spec.extra</c>.</param>
    public static JsonMap Prune(StructuralSchema schema, JsonMap obj, ICollection<string>? dropped = null) =>
        PruneMap(schema, obj, "", isResource: true, dropped);

    private static JsonData PruneValue(StructuralSchema schema, JsonData value, string path, ICollection<string>? dropped) =>
        value switch
        {
            JsonMap map => PruneMap(schema, map, path, schema.IsEmbeddedResource, dropped),
            JsonList list when schema.Items is { } items => list.Map((item, index) => PruneValue(items, item, $"{path}[{index}]", dropped)),
            _ => value,
        };

    private static JsonMap PruneMap(StructuralSchema schema, JsonMap map, string path, bool isResource, ICollection<string>? dropped)
    {
        return map.Change(
            (name, value) =>
            {
                if (isResource && TypeFields.Contains(name))
                {
                    return value;
                }

                var child = schema.Properties.GetValueOrDefault(name) ?? schema.AdditionalProperties;
                if (child is null && (schema.PreservesUnknownFields || schema.AllowsAdditionalProperties))
                {
                    return value;
                }

                var below = path.Length == 0 ? name : $"{path}.{name}";
                if (child is null)
                {
                    dropped?.Add(below);
                    return null;
                }

                return PruneValue(child, value, below, dropped);
            }
        );
    }
}
