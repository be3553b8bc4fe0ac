using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Http.Protobuf;
using Rex.Embedded.Json;

namespace Rex.Embedded.Http;

/// <summary>Reads request bodies, within the API server's limit of 3 MiB.</summary>
internal static class BodyReading
{
    /// <summary>The API server's limit of a request body in bytes.</summary>
    public const int Limit = 3 * 1024 * 1024;

    private static readonly string[] JsonTypes = ["application/json"];

    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > Limit)
        {
            throw ApiErrors.TooLarge(Limit);
        }

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 4096));
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > Limit)
            {
                throw ApiErrors.TooLarge(Limit);
            }
        }

        return buffer.ToArray();
    }

    /// <summary>Reads an object.</summary>
    /// <exception cref="ApiException">415, 413 or 400.</exception>
    public static async Task<JsonMap> ReadObjectAsync(HttpRequest request, bool strict)
    {
        var type = MediaType(request);
        if (type == ProtobufBody.MediaType)
        {
            return ProtobufBody.Read(await ReadAsync(request));
        }

        if (type is not ("application/json" or ""))
        {
            throw ApiErrors.UnsupportedMediaType(JsonTypes);
        }

        return Parse(await ReadAsync(request), strict) as JsonMap
            ?? throw ApiErrors.BadRequest("couldn't get version/kind; json parse error: the body is no object");
    }

    public static JsonData Parse(byte[] body, bool strict)
    {
        try
        {
            var duplicates = strict ? new List<string>() : null;
            var value = JsonReading.Parse(body, duplicates);
            return duplicates is { Count: > 0 }
                ? throw Objects.ObjectIntake.StrictError(duplicates.Select(d => $"duplicate field \"{d}\""))
                : value;
        }
        catch (JsonException malformed)
        {
            throw ApiErrors.BadRequest($"couldn't get version/kind; json parse error: {malformed.Message}");
        }
    }

    public static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();
}
