using System.Text;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Types;

namespace Rex.Embedded.Http.Protobuf;

/// <summary>The envelope of a protobuf body: four magic bytes, then <c>runtime.Unknown</c> with the type and the object.</summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

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
            ReadPair(body[4..], out var typeMeta, out var raw);
            ReadPair(typeMeta, out var apiVersion, out var kind);
            var (version, name) = (Encoding.UTF8.GetString(apiVersion), Encoding.UTF8.GetString(kind));
            var type = ApiTypes.Find(version, name) ?? throw ApiErrors.UnsupportedMediaType(["application/json"]);
            return ProtobufMessage.Read(type, raw).With("apiVersion", version).With("kind", name);
        }
        catch (FormatException malformed)
        {
            throw ApiErrors.BadRequest($"proto: {malformed.Message}");
        }
    }

    /// <summary>Reads the fields 1 and 2, which is all there is in the envelope and in the type within it.</summary>
    private static void ReadPair(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second)
    {
        first = [];
        second = [];
        var reader = new ProtobufReader(bytes);
        while (reader.TryReadTag(out var number, out var wire))
        {
            switch (number, wire)
            {
                case (1, 2):
                    first = reader.ReadBytes();
                    break;
                case (2, 2):
                    second = reader.ReadBytes();
                    break;
                default:
                    reader.Skip(wire);
                    break;
            }
        }
    }
}
