using System.Globalization;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Types;

/// <summary>Takes JSON as a decoder into typed structures would: unknown fields and nulls are dropped, a value of the wrong type is an error,
/// and defaults that a type itself has are filled in.</summary>
internal static class TypedDecoding
{
    /// <summary>Decodes an object.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="obj">The object; a field that is right is kept as it is.</param>
    /// <param name="path">Where it is, for messages; empty for a whole object.</param>
    /// <param name="unknown">Takes the paths of fields that the type does not have.</param>
    /// <exception cref="ApiException">400 for a value of the wrong type.</exception>
    public static JsonMap Decode(ApiType type, JsonMap obj, string path, ICollection<string> unknown)
    {
        var decoded = obj.Change(
            (name, value) =>
            {
                if (path.Length == 0 && name is "apiVersion" or "kind" or "metadata")
                {
                    return value;
                }

                var below = path.Length == 0 ? name : $"{path}.{name}";
                if (type.Field(name) is { } field)
                {
                    return value is JsonNull || (field.OmitsZero && IsZero(value)) || IsLeftOut(field, value)
                        ? null
                        : DecodeField(new Place(type, field, below), value, unknown);
                }

                unknown.Add(below);
                return null;
            }
        );
        foreach (var field in type.Defaulted)
        {
            decoded = decoded.Has(field.Name) ? decoded : decoded.With(field.Name, field.Default);
        }

        return decoded;
    }

    private static bool IsZero(JsonData value) => value is JsonTruth { Value: false } or JsonNumber { Integer: 0 };

    /// <summary>An empty list or map is nothing, but where the type always writes it: those of required fields, and the rules of roles.</summary>
    private static bool IsLeftOut(ApiField field, JsonData value) =>
        (field.Shape, value) is (ApiShape.List, JsonList { Count: 0 }) or (ApiShape.Map, JsonMap { Count: 0 })
        && !field.Required
        && field.Name != "rules";

    private static JsonData DecodeField(Place place, JsonData value, ICollection<string> unknown)
    {
        switch (place.Field.Shape, value)
        {
            case (ApiShape.List, JsonList list):
                return list.Map((item, index) => DecodeItem(place with { Path = $"{place.Path}[{index}]" }, item, unknown));
            case (ApiShape.Map, JsonMap map):
                return map.Change((key, item) => DecodeItem(place with { Path = $"{place.Path}.{key}" }, item, unknown));
            case (ApiShape.One, _):
                return DecodeItem(place, value, unknown);
            default:
                throw place.WrongType(value);
        }
    }

    private static JsonData DecodeItem(Place place, JsonData value, ICollection<string> unknown)
    {
        if (value is JsonNull)
        {
            // Within a list or a map a null is the type's empty value.
            return place.Field.Type is null ? "" : JsonMap.Empty;
        }

        if (place.Field.Type is { } type)
        {
            return value is JsonMap map ? Decode(type, map, place.Path, unknown) : throw place.WrongType(value);
        }

        return place.Field.Scalar switch
        {
            ApiScalar.Text => value is JsonText,
            ApiScalar.Int32 => value is JsonNumber { Integer: >= int.MinValue and <= int.MaxValue },
            ApiScalar.Int64 => value is JsonNumber { Integer: not null },
            ApiScalar.Double => value is JsonNumber,
            ApiScalar.Truth => value is JsonTruth,
            ApiScalar.Bytes => value is JsonText text && System.Buffers.Text.Base64.IsValid(text.Value),
            ApiScalar.Time or ApiScalar.MicroTime => value is JsonText text && IsTime(text.Value),
            ApiScalar.Quantity or ApiScalar.IntOrText => value is JsonText or JsonNumber,
            ApiScalar.Object => value is JsonMap,
            _ => true,
        }
            ? place.Field.Scalar == ApiScalar.Time
                ? InWholeSeconds((JsonText)value)
                : value
            : throw place.WrongType(value);
    }

    /// <summary>Times are kept in whole seconds, UTC.</summary>
    private static JsonText InWholeSeconds(JsonText text)
    {
        var time = DateTimeOffset.Parse(text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
        var kept = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return kept == text.Value ? text : new JsonText(kept);
    }

    private static bool IsTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <summary>What the real server, which is written in Go, calls a type.</summary>
    private static string NameOf(ApiScalar scalar) =>
        scalar switch
        {
            ApiScalar.Text => "string",
            ApiScalar.Truth => "bool",
            ApiScalar.Double => "float64",
            ApiScalar.Bytes => "[]uint8",
            ApiScalar.Time => "v1.Time",
            ApiScalar.MicroTime => "v1.MicroTime",
            ApiScalar.Quantity => "resource.Quantity",
            ApiScalar.IntOrText => "intstr.IntOrString",
            _ => scalar.ToString().ToLowerInvariant(),
        };

    /// <summary>Where a value is: in which field of which type.</summary>
    private readonly record struct Place(ApiType Owner, ApiField Field, string Path)
    {
        public ApiException WrongType(JsonData value)
        {
            var found = value switch
            {
                JsonNumber => "number",
                JsonTruth => "bool",
                _ => value.TypeName,
            };
            var wanted = Field.Type is { } type ? $"v1.{type.Name}" : NameOf(Field.Scalar);
            var prefix = Field.Shape switch
            {
                ApiShape.List => "[]",
                ApiShape.Map => "map[string]",
                _ => "",
            };
            return ApiErrors.BadRequest(
                $"json: cannot unmarshal {found} into Go struct field {Owner.Name}.{Path} of type {prefix}{wanted}"
            );
        }
    }
}
