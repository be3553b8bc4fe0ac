using Rex.Embedded.Json;

namespace Rex.Embedded.OpenApi;

/// <summary>A schema of an OpenAPI v2 document in protobuf.</summary>
internal static class ProtobufSchema
{
    private static readonly Dictionary<string, int> Texts = new(StringComparer.Ordinal)
    {
        ["$ref"] = 1,
        ["format"] = 2,
        ["title"] = 3,
        ["description"] = 4,
        ["pattern"] = 13,
    };

    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal)
    {
        ["multipleOf"] = 6,
        ["maximum"] = 7,
        ["minimum"] = 9,
    };

    private static readonly Dictionary<string, int> Integers = new(StringComparer.Ordinal)
    {
        ["maxLength"] = 11,
        ["minLength"] = 12,
        ["maxItems"] = 14,
        ["minItems"] = 15,
        ["maxProperties"] = 17,
        ["minProperties"] = 18,
    };

    private static readonly Dictionary<string, int> Truths = new(StringComparer.Ordinal)
    {
        ["exclusiveMaximum"] = 8,
        ["exclusiveMinimum"] = 10,
        ["uniqueItems"] = 16,
    };

    public static void Write(ProtobufWriter writer, JsonMap schema)
    {
        foreach (var (name, value) in schema)
        {
            WriteField(writer, name, value);
        }

        ProtobufDocument.Extensions(writer, 31, schema);
    }

    private static void WriteField(ProtobufWriter writer, string name, JsonData value)
    {
        switch (name, value)
        {
            case ("type", JsonText type):
                writer.Message(22, item => item.Text(1, type.Value));
                break;
            case ("properties", JsonMap properties):
                writer.Message(25, inner => ProtobufDocument.Named(inner, 1, properties, Write));
                break;
            case ("items", JsonMap items):
                writer.Message(23, item => item.Message(1, inner => Write(inner, items)));
                break;
            case ("additionalProperties", JsonMap additional):
                writer.Message(21, item => item.Message(1, inner => Write(inner, additional)));
                break;
            case ("additionalProperties", JsonTruth any):
                writer.Message(21, item => item.Truth(2, any.Value));
                break;
            case ("required", JsonList required):
                required.OfType<JsonText>().ToList().ForEach(r => writer.Text(19, r.Value));
                break;
            case ("enum", JsonList allowed):
                allowed.ToList().ForEach(a => writer.Message(20, any => any.Text(2, a.ToString() + "\n")));
                break;
            case ("default", _):
                writer.Message(5, any => any.Text(2, value.ToString() + "\n"));
                break;
            case (_, JsonText text) when Texts.TryGetValue(name, out var field):
                writer.Text(field, text.Value);
                break;
            case (_, JsonNumber number) when Numbers.TryGetValue(name, out var field):
                writer.Number(field, number.Number);
                break;
            case (_, JsonNumber { Integer: { } integer }) when Integers.TryGetValue(name, out var field):
                writer.Integer(field, integer);
                break;
            case (_, JsonTruth truth) when Truths.TryGetValue(name, out var field):
                writer.Truth(field, truth.Value);
                break;
        }
    }
}
