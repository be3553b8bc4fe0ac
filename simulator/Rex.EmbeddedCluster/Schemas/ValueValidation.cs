using System.Globalization;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>The constraints of one schema node on one value of the right type.</summary>
internal static class ValueValidation
{
    public static void Check(JsonMap schema, JsonData value, string path, ICollection<StatusCause> causes)
    {
        CheckEnum(schema, value, path, causes);
        switch (value)
        {
            case JsonMap map:
                CheckMap(schema, map, path, causes);
                break;
            case JsonList list:
                CheckList(schema, list, path, causes);
                break;
            case JsonText text:
                TextValidation.Check(schema, text, path, causes);
                break;
            case JsonNumber number:
                CheckNumber(schema, number, path, causes);
                break;
        }

        Combinations.Check(schema, value, path, causes);
    }

    private static void CheckEnum(JsonMap schema, JsonData value, string path, ICollection<StatusCause> causes)
    {
        if (schema.List("enum") is { } allowed && !allowed.Any(a => JsonData.DeepEquals(a, value)))
        {
            causes.Add(StatusCause.NotSupported(path, value, allowed.Select(a => a is JsonText text ? text.Value : a.ToString())));
        }
    }

    private static void CheckMap(JsonMap schema, JsonMap map, string path, ICollection<StatusCause> causes)
    {
        foreach (var required in schema.List("required")?.OfType<JsonText>() ?? [])
        {
            if (!map.Has(required.Value))
            {
                causes.Add(StatusCause.Required(path.Length == 0 ? required.Value : $"{path}.{required.Value}"));
            }
        }

        if (schema.Integer("minProperties") is { } fewest && map.Count < fewest)
        {
            causes.Add(StatusCause.Invalid(path, map, $"{path} in body should have at least {fewest} properties"));
        }

        if (schema.Integer("maxProperties") is { } most && map.Count > most)
        {
            causes.Add(new StatusCause("FieldValueTooMany", $"Too many: {map.Count}: must have at most {most} items", path));
        }
    }

    private static void CheckList(JsonMap schema, JsonList list, string path, ICollection<StatusCause> causes)
    {
        if (schema.Integer("minItems") is { } fewest && list.Count < fewest)
        {
            causes.Add(StatusCause.Invalid(path, new JsonNumber(list.Count), $"{path} in body should have at least {fewest} items"));
        }

        if (schema.Integer("maxItems") is { } most && list.Count > most)
        {
            causes.Add(new StatusCause("FieldValueTooMany", $"Too many: {list.Count}: must have at most {most} items", path));
        }

        if (schema.Truth("uniqueItems") == true && list.Select(i => i.ToString()).Distinct(StringComparer.Ordinal).Count() < list.Count)
        {
            causes.Add(StatusCause.Invalid(path, list, $"{path} in body shouldn't contain duplicates"));
        }
    }

    private static void CheckNumber(JsonMap schema, JsonNumber number, string path, ICollection<StatusCause> causes)
    {
        void Fault(string rule, double limit) =>
            causes.Add(
                StatusCause.Invalid(path, number, $"{path} in body should be {rule} {limit.ToString(CultureInfo.InvariantCulture)}")
            );

        if (schema["minimum"] is JsonNumber { Number: var lowest })
        {
            var exclusive = schema.Truth("exclusiveMinimum") == true;
            if (number.Number < lowest || (exclusive && number.Number.Equals(lowest)))
            {
                Fault(exclusive ? "greater than" : "greater than or equal to", lowest);
            }
        }

        if (schema["maximum"] is JsonNumber { Number: var highest })
        {
            var exclusive = schema.Truth("exclusiveMaximum") == true;
            if (number.Number > highest || (exclusive && number.Number.Equals(highest)))
            {
                Fault(exclusive ? "less than" : "less than or equal to", highest);
            }
        }

        if (
            schema["multipleOf"] is JsonNumber { Number: > 0 and var factor }
            && !Math.Floor(number.Number / factor).Equals(number.Number / factor)
        )
        {
            Fault("a multiple of", factor);
        }

        if (schema.Text("format") == "int32" && number.Integer is (> int.MaxValue or < int.MinValue))
        {
            causes.Add(StatusCause.Invalid(path, number, "Checked value must be of type integer with format int32"));
        }
    }
}
