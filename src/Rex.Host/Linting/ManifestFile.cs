using System.Text;

namespace Rex.Host.Linting;

/// <summary>What is in a file.</summary>
/// <param name="Text">Its text; null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
internal sealed record ManifestFile(string? Text, string? Problem)
{
    /// <summary>The biggest file that is read, in bytes. One of many documents may be big; no document may.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    public static ManifestFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var bytes = new MemoryStream();
            // Not by the file's length: a pipe has none, and a device may never end.
            var buffer = new byte[81920];
            for (int count; (count = file.Read(buffer)) > 0; )
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > MaxBytes)
                {
                    return new ManifestFile(null, $"the file has more than {MaxBytes} bytes");
                }
            }

            var text = Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
            return text.Contains('\0', StringComparison.Ordinal)
                ? new ManifestFile(null, "the file is binary")
                : new ManifestFile(text, null);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ManifestFile(null, "there is no such file or folder");
        }
        catch (DecoderFallbackException)
        {
            return new ManifestFile(null, "the file is binary, or no UTF-8 text");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new ManifestFile(null, error.Message);
        }
    }
}
