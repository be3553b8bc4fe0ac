using Rex.Embedded.Json;

namespace Rex.Embedded.Errors;

/// <summary>One entry of <c>status.details.causes</c>: what is wrong with which field.</summary>
internal sealed record StatusCause(string Reason, string Message, string Field)
{
    public static StatusCause Required(string field, string detail = "") =>
        new("FieldValueRequired", detail.Length == 0 ? "Required value" : $"Required value: {detail}", field);

    public static StatusCause Invalid(string field, JsonData? value, string detail) =>
        new("FieldValueInvalid", $"Invalid value: {Show(value)}: {detail}", field);

    /// <summary>A value of the wrong type; the real server names the type in place of the value.</summary>
    public static StatusCause WrongType(string field, JsonData value, string detail) =>
        new("FieldValueTypeInvalid", $"Invalid value: \"{value.TypeName}\": {detail}", field);

    public static StatusCause NotSupported(string field, JsonData value, IEnumerable<string> supported) =>
        new(
            "FieldValueNotSupported",
            $"Unsupported value: {Show(value)}: supported values: {string.Join(", ", supported.Select(s => $"\"{s}\""))}",
            field
        );

    public static StatusCause Forbidden(string field, string detail) => new("FieldValueForbidden", $"Forbidden: {detail}", field);

    public static StatusCause Duplicate(string field, JsonData value) =>
        new("FieldValueDuplicate", $"Duplicate value: {Show(value)}", field);

    public JsonMap ToJson() => JsonMap.Of(("reason", Reason), ("message", Message), ("field", Field.Length == 0 ? null : Field));

    private static string Show(JsonData? value) => value is null ? "null" : value.ToString();
}
