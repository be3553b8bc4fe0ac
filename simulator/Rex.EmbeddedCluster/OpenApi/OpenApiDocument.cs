using System.Security.Cryptography;
using Rex.Embedded.Json;

namespace Rex.Embedded.OpenApi;

/// <summary>A document as it is given, and its hash, by which clients cache it.</summary>
internal sealed class OpenApiDocument(JsonMap content)
{
    public JsonMap Content { get; } = content;

    public byte[] Utf8 { get; } = content.ToUtf8();

    /// <summary>Gets the document in protobuf, where it is one of OpenAPI v2.</summary>
    public byte[] Protobuf => field ??= ProtobufDocument.Write(Content);

    /// <summary>Gets the SHA-512 of the text, in upper case.</summary>
    public string Hash => field ??= Convert.ToHexString(SHA512.HashData(Utf8));
}
