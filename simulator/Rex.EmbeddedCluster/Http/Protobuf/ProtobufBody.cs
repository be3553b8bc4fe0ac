using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Http.Protobuf;

/// <summary>The envelope of a protobuf body: four magic bytes, then <c>runtime.Unknown</c> with the type and the object.</summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static readonly ProtobufMessage TypeMeta = new(
        new Dictionary<int, ProtobufField> { [1] = new("apiVersion", ProtobufType.Text), [2] = new("kind", ProtobufType.Text) }
    );

    private static readonly ProtobufMessage Envelope = new(
        new Dictionary<int, ProtobufField> { [1] = new("typeMeta", ProtobufType.Message, TypeMeta), [2] = new("raw", ProtobufType.Bytes) }
    );

    /// <summary>Reads an object.</summary>
    /// <exception cref="ApiException">415 for kinds that are only understood as JSON; 400 for what is no protobuf.</exception>
    public static JsonMap Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("k8s\0"u8))
        {
            throw ApiErrors.BadRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }

        try
        {
            var envelope = Envelope.Read(body[4..]);
            var type = envelope.Map("typeMeta") ?? JsonMap.Empty;
            var message = ProtobufKinds.Find(type.Text("kind") ?? "") ?? throw ApiErrors.UnsupportedMediaType(["application/json"]);
            var obj = message.Read(Convert.FromBase64String(envelope.Text("raw") ?? ""));
            return obj.With("apiVersion", type["apiVersion"]).With("kind", type["kind"]);
        }
        catch (FormatException malformed)
        {
            throw ApiErrors.BadRequest($"proto: {malformed.Message}");
        }
    }
}
