using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Nodes;

/// <summary>The content of <c>status.compressedNodes</c>: the nodes' JSON, compressed, as base64.</summary>
internal static class CompressedNodes
{
    public static string Write(JsonObject nodes, NodeCompression compression)
    {
        using var target = new MemoryStream();
        using (
            Stream packing =
                compression == NodeCompression.Gzip
                    ? new GZipStream(target, CompressionLevel.Optimal)
                    : new BrotliStream(target, CompressionLevel.Optimal)
        )
        {
            packing.Write(Encoding.UTF8.GetBytes(nodes.ToJsonString()));
        }

        return Convert.ToBase64String(target.ToArray());
    }

    /// <summary>Reads what a controller wrote that may compress like this. gzip is known by its first bytes, Brotli is what is left.</summary>
    /// <exception cref="InvalidDataException">It cannot be unfolded.</exception>
    /// <exception cref="JsonException">It was unfolded, and is no JSON object.</exception>
    public static JsonObject Read(string text, bool brotliToo)
    {
        try
        {
            var bytes = Convert.FromBase64String(text);
            var isGzip = bytes is [0x1f, 0x8b, ..];
            if (!isGzip && !brotliToo)
            {
                throw new InvalidDataException("failed to decompress: gzip: invalid header");
            }

            using var source = new MemoryStream(bytes);
            using Stream unpacking = isGzip
                ? new GZipStream(source, CompressionMode.Decompress)
                : new BrotliStream(source, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<JsonObject>(unpacking) ?? [];
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            // .NET says so where base64 and Brotli are broken.
            throw new InvalidDataException($"failed to decompress: {error.Message}", error);
        }
    }
}
