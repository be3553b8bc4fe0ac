using System.Globalization;
using System.Text;
using Rex.Embedded.Json;
using Rex.Embedded.Types;

namespace Rex.Embedded.Http.Protobuf;

/// <summary>Reads messages of the built-in types into the JSON that stands for the same object. Numbers that are not known are passed over.</summary>
internal static class ProtobufMessage
{
    /// <exception cref="FormatException">The bytes are cut short or of no known form.</exception>
    public static JsonMap Read(ApiType type, ReadOnlySpan<byte> bytes)
    {
        var result = new JsonMapBuilder();
        ReadInto(result, type, bytes);
        return result.Build();
    }

    private static void ReadInto(JsonMapBuilder result, ApiType type, ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        while (reader.TryReadTag(out var number, out var wire))
        {
            if (type.Inlined.TryGetValue(number, out var inlined))
            {
                ReadInto(result, inlined, reader.ReadBytes());
            }
            else if (type.Own.FirstOrDefault(f => f.Number == number) is not { } field)
            {
                reader.Skip(wire);
            }
            else if (field.Shape == ApiShape.Map)
            {
                var (key, value) = ReadEntry(field, reader.ReadBytes());
                result.Set(field.Name, (result.Get(field.Name) as JsonMap ?? JsonMap.Empty).With(key, value));
            }
            else if (ReadValue(field, wire, ref reader) is { } value && !IsLeftOut(field, value))
            {
                var list = result.Get(field.Name) as JsonList ?? JsonList.Empty;
                result.Set(field.Name, field.Shape == ApiShape.List ? new JsonList(list.Items.Add(value)) : value);
            }
        }
    }

    /// <summary>Go writes empty texts and zeros that JSON leaves out.</summary>
    private static bool IsLeftOut(ApiField field, JsonData value) =>
        field.Shape == ApiShape.One
        && value switch
        {
            JsonText { Value: "" } => !field.Required,
            JsonNumber { Integer: 0 } or JsonTruth { Value: false } => field.OmitsZero,
            _ => false,
        };

    private static JsonData? ReadValue(ApiField field, int wire, ref ProtobufReader reader)
    {
        if (wire == 0)
        {
            var number = reader.ReadVarint();
            return field.Scalar == ApiScalar.Truth ? number != 0 : (long)number;
        }

        var bytes = reader.ReadBytes();
        return field switch
        {
            { Type: { } type } => Read(type, bytes),
            { Scalar: ApiScalar.Text } => Encoding.UTF8.GetString(bytes),
            { Scalar: ApiScalar.Bytes } => Convert.ToBase64String(bytes),
            { Scalar: ApiScalar.Time or ApiScalar.MicroTime } => ReadTime(bytes, field.Scalar == ApiScalar.MicroTime),
            { Scalar: ApiScalar.Quantity } => ReadText(bytes, 1),
            { Scalar: ApiScalar.IntOrText } => ReadNumber(bytes, 1) == 0 ? ReadNumber(bytes, 2) : ReadText(bytes, 3),
            _ => null,
        };
    }

    private static (string Key, JsonData Value) ReadEntry(ApiField field, ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        var (key, value) = ("", (JsonData?)null);
        while (reader.TryReadTag(out var number, out var wire))
        {
            if (number == 1)
            {
                key = Encoding.UTF8.GetString(reader.ReadBytes());
            }
            else
            {
                value = ReadValue(field, wire, ref reader);
            }
        }

        return (key, value ?? "");
    }

    private static JsonText? ReadTime(ReadOnlySpan<byte> bytes, bool micro)
    {
        var seconds = ReadNumber(bytes, 1);
        if (seconds <= 0)
        {
            return null;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(ReadNumber(bytes, 2) / 100).UtcDateTime;
        return new JsonText(
            time.ToString(micro ? "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        );
    }

    private static long ReadNumber(ReadOnlySpan<byte> bytes, int wanted)
    {
        var reader = new ProtobufReader(bytes);
        while (reader.TryReadTag(out var number, out var wire))
        {
            if (number == wanted && wire == 0)
            {
                return (long)reader.ReadVarint();
            }

            reader.Skip(wire);
        }

        return 0;
    }

    private static string ReadText(ReadOnlySpan<byte> bytes, int wanted)
    {
        var reader = new ProtobufReader(bytes);
        while (reader.TryReadTag(out var number, out var wire))
        {
            if (number == wanted && wire == 2)
            {
                return Encoding.UTF8.GetString(reader.ReadBytes());
            }

            reader.Skip(wire);
        }

        return "";
    }
}
