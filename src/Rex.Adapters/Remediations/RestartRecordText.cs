using System.Text.Json;
using System.Text.Json.Serialization;
using Rex.Core.Workflows;

namespace Rex.Adapters.Remediations;

/// <summary>
/// A restart record as one line of JSON. It is a text within the status: a schema would prune or refuse the nulls and the node ids that are
/// its keys, and it grows with the node tree, so that its names are short.
/// </summary>
internal static partial class RestartRecordText
{
    /// <summary>Writes a record.</summary>
    public static string Write(RestartRecord record) =>
        JsonSerializer.Serialize(
            new Record(
                record.RestartNode,
                record.Removed,
                record.Stays.ToDictionary(
                    node => node.Key,
                    node => new Node(node.Value.Phase, OrNull(node.Value.Children), OrNull(node.Value.OutboundNodes))
                ),
                record.LookedAt
            ),
            Json.Default.Record
        );

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">The text is none.</exception>
    public static RestartRecord Read(string text)
    {
        var record = JsonSerializer.Deserialize(text, Json.Default.Record) ?? throw new JsonException("The restart record is null.");
        return new RestartRecord(
            record.RestartNode,
            record.Removed,
            record.Stays.ToDictionary(
                node => node.Key,
                node => new RecordedNode(node.Value.Phase, node.Value.Children ?? [], node.Value.OutboundNodes ?? [])
            )
        )
        {
            LookedAt = record.LookedAt,
        };
    }

    private static IReadOnlyList<string>? OrNull(IReadOnlyList<string> list) => list.Count == 0 ? null : list;

    private sealed record Record(
        [property: JsonPropertyName("n"), JsonRequired] string RestartNode,
        [property: JsonPropertyName("r"), JsonRequired] IReadOnlyDictionary<string, string?> Removed,
        [property: JsonPropertyName("s"), JsonRequired] IReadOnlyDictionary<string, Node> Stays,
        [property: JsonPropertyName("t"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LookedAt
    );

    private sealed record Node(
        [property: JsonPropertyName("p"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phase,
        [property: JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Children,
        [property: JsonPropertyName("o"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? OutboundNodes
    );

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(Record))]
    private sealed partial class Json : JsonSerializerContext;
}
