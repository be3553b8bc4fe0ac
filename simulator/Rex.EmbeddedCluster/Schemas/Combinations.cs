using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>allOf, anyOf, oneOf and not. Their parts constrain values; what fields there are is said outside of them.</summary>
internal static class Combinations
{
    /// <summary>The real server names the field in the message only.</summary>
    private const string NoField = "<nil>";

    public static void Check(JsonMap schema, JsonData value, string path, ICollection<StatusCause> causes)
    {
        var name = path.Length == 0 ? "\"\"" : $"\"{path}\"";
        if (schema.List("allOf") is { } all)
        {
            var faults = all.OfType<JsonMap>().SelectMany(part => Faults(part, value, path)).ToList();
            if (faults.Count > 0)
            {
                faults.ForEach(causes.Add);
                causes.Add(StatusCause.Invalid(NoField, "", $"{name} must validate all the schemas (allOf)"));
            }
        }

        if (schema.List("anyOf") is { } any && !any.OfType<JsonMap>().Any(part => Faults(part, value, path).Count == 0))
        {
            causes.Add(StatusCause.Invalid(NoField, "", $"{name} must validate at least one schema (anyOf)"));
        }

        if (
            schema.List("oneOf") is { } one
            && one.OfType<JsonMap>().Count(part => Faults(part, value, path).Count == 0) is not 1 and var valid
        )
        {
            var found = valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives";
            causes.Add(StatusCause.Invalid(NoField, "", $"{name} must validate one and only one schema (oneOf). {found}"));
        }

        if (schema.Map("not") is { } not && Faults(not, value, path).Count == 0)
        {
            causes.Add(StatusCause.Invalid(NoField, "", $"{name} must not validate the schema (not)"));
        }
    }

    private static List<StatusCause> Faults(JsonMap part, JsonData value, string path)
    {
        var faults = new List<StatusCause>();
        if (part.Text("type") is { } type && type != value.TypeName && !(type == "number" && value is JsonNumber))
        {
            faults.Add(StatusCause.WrongType(path, value, $"{path} in body must be of type {type}: \"{value.TypeName}\""));
            return faults;
        }

        ValueValidation.Check(part, value, path, faults);
        if (value is JsonMap map)
        {
            foreach (var (name, child) in part.Map("properties") ?? JsonMap.Empty)
            {
                if (map[name] is { } item && child is JsonMap schema)
                {
                    faults.AddRange(Faults(schema, item, path.Length == 0 ? name : $"{path}.{name}"));
                }
            }
        }
        else if (value is JsonList list && part.Map("items") is { } items)
        {
            faults.AddRange(list.SelectMany((item, index) => Faults(items, item, $"{path}[{index}]")));
        }

        return faults;
    }
}
