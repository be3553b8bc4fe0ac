using System.Text;
using System.Text.Json;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Host.Commands;

/// <summary>
/// A delivery in a file: the payload as GitHub's page of recent deliveries shows it, or a recorded request as <c>rex-sim</c> keeps them, with
/// <c>headers</c> and the raw <c>body</c>; or with <c>bodyBase64</c> in its place where the bytes are no text; or with <c>bodyFile</c>, a file beside it.
/// </summary>
internal static class EventFile
{
    /// <summary>Reads it. The signature is not checked: whoever can run the command can write the file.</summary>
    /// <exception cref="CommandException">There is no such file, or it is too big.</exception>
    public static Delivery Read(string path)
    {
        var bytes = Bytes(path);
        return Recorded(path, bytes) ?? new Delivery("push", PushContentType.Json, bytes, null);
    }

    private static byte[] Bytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CommandException(ExitCode.BadInput, $"'{path}' is a folder: give the file of one delivery.");
        }

        try
        {
            return new FileInfo(path).Length > 2L * PushOptions.MaxBodyBytes
                ? throw new CommandException(ExitCode.BadInput, $"The file '{path}' is bigger than any delivery.")
                : File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"The file '{path}' cannot be read: {error.Message}");
        }
    }

    private static Delivery? Recorded(string path, byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (
                root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("headers", out var headers)
                || headers.ValueKind != JsonValueKind.Object
                || Body(path, root) is not { } body
            )
            {
                return null;
            }

            var isForm =
                Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
            return new Delivery(
                Header("X-GitHub-Event"),
                isForm ? PushContentType.Form : PushContentType.Json,
                body,
                Header("X-GitHub-Delivery")
            );

            string? Header(string name) =>
                headers.EnumerateObject().FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
                    is { ValueKind: JsonValueKind.String } value
                    ? value.GetString()
                    : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // No recording: it is a payload, whose faults the decision names.
            return null;
        }
    }

    private static byte[]? Body(string path, JsonElement root)
    {
        return Text("body") is { } text ? Encoding.UTF8.GetBytes(text)
            : Text("bodyBase64") is { } base64 ? Convert.FromBase64String(base64)
            : Text("bodyFile") is { } file ? Bytes(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file))
            : null;

        string? Text(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
