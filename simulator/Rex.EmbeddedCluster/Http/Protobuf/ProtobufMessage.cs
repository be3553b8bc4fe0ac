using System.Text;
using Rex.Embedded.Json;

namespace Rex.Embedded.Http.Protobuf;

/// <summary>The fields of one message, by number. Fields that are not known are passed over.</summary>
internal sealed record ProtobufMessage(IReadOnlyDictionary<int, ProtobufField> Fields)
{
    private static readonly ProtobufMessage Timestamp = new(
        new Dictionary<int, ProtobufField> { [1] = new("seconds", ProtobufType.Integer) }
    );

    /// <exception cref="FormatException">The bytes are cut short or of no known form.</exception>
    public JsonMap Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        var result = new JsonMapBuilder();
        while (reader.TryReadTag(out var number, out var wire))
        {
            if (!Fields.TryGetValue(number, out var field))
            {
                reader.Skip(wire);
            }
            else if (field.Type is ProtobufType.TextMap or ProtobufType.BytesMap)
            {
                var (key, value) = ReadEntry(reader.ReadBytes(), field.Type == ProtobufType.BytesMap);
                result.Set(field.Name, ((result.Get(field.Name) as JsonMap) ?? JsonMap.Empty).With(key, value));
            }
            else if (ReadValue(field, wire, ref reader) is { } value)
            {
                var list = result.Get(field.Name) as JsonList ?? JsonList.Empty;
                result.Set(field.Name, field.Repeated ? new JsonList(list.Items.Add(value)) : value);
            }
        }

        return result.Build();
    }

    private static JsonData? ReadValue(ProtobufField field, int wire, ref ProtobufReader reader)
    {
        if (wire == 0)
        {
            var number = reader.ReadVarint();
            return field.Type == ProtobufType.Truth ? number != 0 : (long)number;
        }

        var bytes = reader.ReadBytes();
        return field.Type switch
        {
            ProtobufType.Text => Encoding.UTF8.GetString(bytes),
            ProtobufType.Bytes => Convert.ToBase64String(bytes),
            ProtobufType.Time => Timestamp.Read(bytes).Integer("seconds") is { } seconds and > 0
                ? Objects.ClusterState.Timestamp(DateTimeOffset.FromUnixTimeSeconds(seconds))
                : null,
            _ => field.Message!.Read(bytes),
        };
    }

    private static (string Key, JsonData Value) ReadEntry(ReadOnlySpan<byte> bytes, bool binary)
    {
        var reader = new ProtobufReader(bytes);
        var (key, value) = ("", "");
        while (reader.TryReadTag(out var number, out _))
        {
            var content = reader.ReadBytes();
            if (number == 1)
            {
                key = Encoding.UTF8.GetString(content);
            }
            else
            {
                value = binary ? Convert.ToBase64String(content) : Encoding.UTF8.GetString(content);
            }
        }

        return (key, value);
    }
}
