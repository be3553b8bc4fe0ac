using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Http;

/// <summary>Writes JSON answers.</summary>
internal static class ResponseWriting
{
    public static Task WriteAsync(this HttpResponse response, int status, JsonData body) => response.WriteAsync(status, body.ToUtf8());

    public static async Task WriteAsync(this HttpResponse response, int status, byte[] utf8)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = utf8.Length;
        await response.Body.WriteAsync(utf8, response.HttpContext.RequestAborted);
    }

    public static Task WriteErrorAsync(this HttpResponse response, ApiException error)
    {
        if (error.Details?.Integer("retryAfterSeconds") is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return response.WriteAsync(error.Code, error.ToStatus());
    }
}
