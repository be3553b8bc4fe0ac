using System.Diagnostics.CodeAnalysis;

namespace Rex.Host.Receiving;

/// <summary>Reads a file that holds one secret.</summary>
internal static class SecretFile
{
    private const int LongestSecret = 4096;

    /// <summary>Reads it. A line end after the secret, as editors and <c>echo</c> leave one, is not part of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secret">The secret's bytes.</param>
    /// <param name="problem">Why there is none. Never with anything of the file's content.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out byte[]? secret, [NotNullWhen(false)] out string? problem)
    {
        secret = null;
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[LongestSecret + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var found = bytes.AsSpan(0, length).TrimEnd("\r\n"u8);
            problem = found.Length switch
            {
                0 => $"the file '{path}' is empty: it has to hold the hook's secret.",
                > LongestSecret => $"the file '{path}' has more than {LongestSecret} bytes: it has to hold nothing but the hook's secret.",
                _ => null,
            };
            secret = problem is null ? found.ToArray() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = $"the file '{path}' cannot be read: {error.Message}";
        }

        return secret is not null;
    }
}
