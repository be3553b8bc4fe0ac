using System.Buffers;
using System.IO.Compression;
using System.Text.Json;

namespace Rex.Core.Workflows.Nodes;

/// <summary>
/// The node status of large workflows, which the workflow controller keeps compressed in <c>status.compressedNodes</c>.
/// Old controllers write gzip, newer ones can write Brotli or zstd too; zstd is not read.
/// </summary>
internal static class CompressedNodes
{
    /// <summary>The most that a compressed status may unfold to: more is refused, not held in memory.</summary>
    internal const int MaxBytes = 64 * 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;

    /// <summary>Reads a compressed status; null where it cannot be read.</summary>
    public static (JsonElement Nodes, NodeEncoding Encoding)? Read(string compressed, int maxBytes = MaxBytes)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(compressed);
        }
        catch (FormatException)
        {
            return null;
        }

        var encoding = IsGzip(bytes) ? NodeEncoding.Gzip : NodeEncoding.Brotli;
        return Unfold(bytes, encoding, maxBytes) is { ValueKind: JsonValueKind.Object } nodes ? (nodes, encoding) : null;
    }

    /// <summary>Writes nodes compressed in the same way.</summary>
    public static string Write(ReadOnlySpan<byte> json, NodeEncoding encoding)
    {
        using var target = new MemoryStream();
        using (
            Stream packing =
                encoding == NodeEncoding.Gzip
                    ? new GZipStream(target, CompressionLevel.Optimal)
                    : new BrotliStream(target, CompressionLevel.Optimal)
        )
        {
            packing.Write(json);
        }

        return Convert.ToBase64String(target.ToArray());
    }

    private static bool IsGzip(byte[] bytes) => bytes is [0x1f, 0x8b, ..];

    private static JsonElement? Unfold(byte[] bytes, NodeEncoding encoding, int maxBytes)
    {
        try
        {
            using var source = new MemoryStream(bytes);
            using Stream unpacking =
                encoding == NodeEncoding.Gzip
                    ? new GZipStream(source, CompressionMode.Decompress)
                    : new BrotliStream(source, CompressionMode.Decompress);
            var json = new ArrayBufferWriter<byte>();
            while (unpacking.Read(json.GetSpan(ChunkBytes)) is > 0 and var read)
            {
                json.Advance(read);
                if (json.WrittenCount > maxBytes)
                {
                    return null;
                }
            }

            using var document = JsonDocument.Parse(json.WrittenMemory);
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or JsonException)
        {
            return null;
        }
    }
}
