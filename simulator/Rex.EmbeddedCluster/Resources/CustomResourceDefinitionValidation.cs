using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>The rules for definitions themselves (<c>apiextensions-apiserver/pkg/apis/apiextensions/validation</c>).</summary>
internal static class CustomResourceDefinitionValidation
{
    public static void Validate(JsonMap obj, JsonMap? old, ICollection<StatusCause> causes)
    {
        var spec = obj.Map("spec") ?? JsonMap.Empty;
        var (group, plural) = (spec.Text("group") ?? "", (spec.At("names", "plural") as JsonText)?.Value ?? "");
        var name = ObjectMetadata.Of(obj).Name;
        if (group.Length == 0)
        {
            causes.Add(StatusCause.Required("spec.group"));
        }

        if (name != $"{plural}.{group}")
        {
            causes.Add(StatusCause.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }

        foreach (var field in (string[])["plural", "singular", "kind", "listKind"])
        {
            if (spec.At("names", field) is not JsonText { Value.Length: > 0 })
            {
                causes.Add(StatusCause.Required($"spec.names.{field}"));
            }
        }

        if (spec.Text("scope") is not ("Namespaced" or "Cluster"))
        {
            causes.Add(
                spec["scope"] is { } scope
                    ? StatusCause.NotSupported("spec.scope", scope, ["Cluster", "Namespaced"])
                    : StatusCause.Required("spec.scope")
            );
        }

        if (old is not null && !JsonData.DeepEquals(spec["scope"], old.At("spec", "scope")))
        {
            causes.Add(StatusCause.Invalid("spec.scope", spec["scope"], "field is immutable"));
        }

        ValidateVersions(spec.List("versions") ?? JsonList.Empty, causes);
    }

    private static void ValidateVersions(JsonList versions, ICollection<StatusCause> causes)
    {
        if (versions.Count == 0)
        {
            causes.Add(StatusCause.Required("spec.versions"));
            return;
        }

        var stored = versions.OfType<JsonMap>().Count(v => v.Truth("storage") == true);
        if (stored != 1)
        {
            causes.Add(StatusCause.Invalid("spec.versions", versions, "must have exactly one version marked as storage version"));
        }

        var schemas = versions.OfType<JsonMap>().Select(version => version.At("schema", "openAPIV3Schema") as JsonMap).ToList();
        if (schemas.Count > 0 && schemas[0] is { } common && schemas.TrueForAll(schema => JsonData.DeepEquals(schema, common)))
        {
            // What all versions have in common is kept, and called, as it was before versions had schemas of their own.
            ValidateSchema(common, "spec.validation.openAPIV3Schema", causes);
            return;
        }

        for (var index = 0; index < schemas.Count; index++)
        {
            ValidateSchema(schemas[index], $"spec.versions[{index}].schema.openAPIV3Schema", causes);
        }
    }

    private static void ValidateSchema(JsonMap? schema, string field, ICollection<StatusCause> causes)
    {
        if (schema is null)
        {
            causes.Add(StatusCause.Required(field, "schemas are required"));
        }
        else if (schema.Text("type") is null)
        {
            causes.Add(StatusCause.Required($"{field}.type", "must not be empty at the root"));
        }
        else if (schema.Text("type") != "object")
        {
            causes.Add(StatusCause.Invalid($"{field}.type", schema["type"], "must be object at the root"));
        }
    }
}
