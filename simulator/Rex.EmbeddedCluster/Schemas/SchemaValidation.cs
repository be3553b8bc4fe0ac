using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>
/// Checks objects against a schema, with the wording of <c>k8s.io/kube-openapi/pkg/validation</c>. What an update leaves as it was is not checked again, so
/// that an object can be changed after its schema became stricter (validation ratcheting).
/// </summary>
internal static class SchemaValidation
{
    private static readonly HashSet<string> TypeFields = new(StringComparer.Ordinal) { "apiVersion", "kind", "metadata" };

    public static void Validate(StructuralSchema schema, JsonMap obj, JsonMap? old, ICollection<StatusCause> causes)
    {
        ValueValidation.Check(schema.Json, obj, "", causes);
        ValidateProperties(schema, obj, old, "", isResource: true, causes);
    }

    private static void Validate(StructuralSchema schema, JsonData value, JsonData? old, string path, ICollection<StatusCause> causes)
    {
        if (old is not null && JsonData.DeepEquals(value, old))
        {
            return;
        }

        if (value is JsonNull && (schema.Nullable || schema.Type is null))
        {
            return;
        }

        if (!HasRightType(schema, value))
        {
            var expected = schema.IsIntOrString ? "integer,string" : schema.Type!;
            causes.Add(StatusCause.WrongType(path, value, $"{path} in body must be of type {expected}: \"{value.TypeName}\""));
            return;
        }

        ValueValidation.Check(schema.Json, value, path, causes);
        switch (value)
        {
            case JsonMap map:
                ValidateProperties(schema, map, old as JsonMap, path, schema.IsEmbeddedResource, causes);
                break;
            case JsonList list:
                ValidateItems(schema, list, old as JsonList, path, causes);
                break;
        }
    }

    private static void ValidateProperties(
        StructuralSchema schema,
        JsonMap map,
        JsonMap? old,
        string path,
        bool isResource,
        ICollection<StatusCause> causes
    )
    {
        foreach (var (name, value) in map)
        {
            if (isResource && TypeFields.Contains(name))
            {
                continue;
            }

            if ((schema.Properties.GetValueOrDefault(name) ?? schema.AdditionalProperties) is { } child)
            {
                Validate(child, value, old?[name], path.Length == 0 ? name : $"{path}.{name}", causes);
            }
        }
    }

    private static void ValidateItems(StructuralSchema schema, JsonList list, JsonList? old, string path, ICollection<StatusCause> causes)
    {
        ListTypes.CheckUnique(schema.Json, list, path, causes);
        if (schema.Items is not { } items)
        {
            return;
        }

        for (var index = 0; index < list.Count; index++)
        {
            Validate(items, list[index], old is not null && index < old.Count ? old[index] : null, $"{path}[{index}]", causes);
        }
    }

    private static bool HasRightType(StructuralSchema schema, JsonData value)
    {
        if (schema.IsIntOrString)
        {
            return value is JsonText or JsonNumber { Integer: not null };
        }

        return schema.Type switch
        {
            null => true,
            "number" => value is JsonNumber,
            "integer" => value is JsonNumber number && (number.Integer is not null || Math.Floor(number.Number).Equals(number.Number)),
            var type => value.TypeName == type,
        };
    }
}
