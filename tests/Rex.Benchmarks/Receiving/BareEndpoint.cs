using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rex.Benchmarks.Receiving;

/// <summary>The floor: Kestrel as <c>rex serve</c> sets it up, and an endpoint that reads the body and answers.</summary>
internal static class BareEndpoint
{
    public static WebApplication Create(string path)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.UseRouting();
        application.MapPost(path, ReceiveAsync);
        return application;
    }

    private static async Task ReceiveAsync(HttpContext context)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        while (await context.Request.Body.ReadAsync(buffer) > 0)
        {
            // The bytes are of no interest.
        }

        ArrayPool<byte>.Shared.Return(buffer);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }
}
