using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Validation;

/// <summary>The JSON types of the fields of <c>metadata</c>.</summary>
internal static class MetadataTypes
{
    /// <summary>Checks types, which the real server finds while it decodes.</summary>
    /// <exception cref="ApiException">400.</exception>
    public static void Check(JsonMap obj)
    {
        if (obj["metadata"] is { } metadata and not JsonMap and not JsonNull)
        {
            throw ApiErrors.BadRequest($"json: cannot unmarshal {metadata.TypeName} into Go struct field .metadata of type v1.ObjectMeta");
        }

        var json = obj.Map("metadata") ?? JsonMap.Empty;
        foreach (
            var field in (string[])["name", "generateName", "namespace", "uid", "resourceVersion", "deletionTimestamp", "creationTimestamp"]
        )
        {
            if (json[field] is { } value and not JsonText and not JsonNull)
            {
                throw WrongType(field, value, "string");
            }
        }

        foreach (var field in (string[])["labels", "annotations"])
        {
            if (json[field] is { } value and not JsonMap and not JsonNull)
            {
                throw WrongType(field, value, "map[string]string");
            }

            if (json.Map(field)?.FirstOrDefault(p => p.Value is not JsonText and not JsonNull) is { Value: { } wrong })
            {
                throw WrongType(field, wrong, "string");
            }
        }

        foreach (var field in (string[])["finalizers", "ownerReferences"])
        {
            if (json[field] is { } value and not JsonList and not JsonNull)
            {
                throw WrongType(field, value, field == "finalizers" ? "[]string" : "[]v1.OwnerReference");
            }
        }

        if (json.List("finalizers")?.FirstOrDefault(f => f is not JsonText) is { } notText)
        {
            throw WrongType("finalizers", notText, "string");
        }

        if (json.List("ownerReferences")?.FirstOrDefault(f => f is not JsonMap) is { } notMap)
        {
            throw WrongType("ownerReferences", notMap, "v1.OwnerReference");
        }
    }

    private static ApiException WrongType(string field, JsonData value, string expected) =>
        ApiErrors.BadRequest(
            $"json: cannot unmarshal {value.TypeName} into Go struct field ObjectMeta.metadata.{field} of type {expected}"
        );
}
