using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Deliveries;

/// <summary>
/// A recorded delivery: <c>{"headers": {…}, "body": "raw"}</c>; or with <c>bodyBase64</c> in place of <c>body</c> where the bytes are no
/// text; or with <c>bodyFile</c>, a file beside it that holds the raw body.
/// </summary>
internal static class DeliveryFile
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="InvalidDataException">The file is no delivery; the message names it and says what is wrong.</exception>
    public static Delivery Read(string path)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            var headers = root["headers"]?.AsObject() ?? throw new InvalidDataException($"{path}: 'headers' is missing");
            var body = ReadBody(path, root);
            return new Delivery(
                Path.GetFileNameWithoutExtension(path),
                headers.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>(), StringComparer.OrdinalIgnoreCase),
                body
            );
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    public static void Write(string path, Delivery delivery)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in delivery.Headers)
        {
            headers[name] = value;
        }

        var root = new JsonObject { ["headers"] = headers };
        var text = Encoding.UTF8.GetString(delivery.Body);
        var isText = Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(delivery.Body);
        root[isText ? "body" : "bodyBase64"] = isText ? text : Convert.ToBase64String(delivery.Body);
        File.WriteAllText(path, root.ToJsonString(Indented) + "\n");
    }

    private static byte[] ReadBody(string path, JsonObject root)
    {
        if (root["body"] is { } text)
        {
            return Encoding.UTF8.GetBytes(text.GetValue<string>());
        }

        if (root["bodyBase64"] is { } base64)
        {
            return Convert.FromBase64String(base64.GetValue<string>());
        }

        return root["bodyFile"] is { } file
            ? File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file.GetValue<string>()))
            : throw new InvalidDataException($"{path}: one of 'body', 'bodyBase64' and 'bodyFile' is needed");
    }
}
