using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>Checks objects against a schema.</summary>
internal static class SchemaValidation
{
    public static void Validate(StructuralSchema schema, JsonMap obj, ICollection<StatusCause> causes)
    {
        _ = schema;
        _ = obj;
        _ = causes;
    }
}
