using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rex.Embedded.Access;
using Rex.Embedded.Discovery;
using Rex.Embedded.Errors;
using Rex.Embedded.Objects;
using Rex.Embedded.OpenApi;

namespace Rex.Embedded.Http;

/// <summary>The entry of every request: sets what all answers have, and turns errors into Status bodies.</summary>
internal sealed class ApiServer(ClusterState state, AccessControl access, EmbeddedClusterOptions options, CancellationToken stopping)
{
    private readonly DiscoveryDocuments _discovery = new(state.Catalog);
    private readonly OpenApiRequests _openApi = new(state.Catalog, state.Clock);
    private readonly ResourceRequests _resources = new(state, access, options, stopping);

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.Date = state.Clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-cache, private";
        try
        {
            await RouteAsync(context);
        }
        catch (ApiException error)
        {
            if (!context.Response.HasStarted)
            {
                await context.Response.WriteErrorAsync(error);
            }
        }
        catch (OperationCanceledException)
        {
            // The client went away, or the cluster stops.
            context.Abort();
        }
        catch (IOException)
        {
            context.Abort();
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            // A fault of the cluster itself: say it in the answer, where the client's log will have it.
            await context.Response.WriteErrorAsync(new ApiException(500, "InternalError", $"Internal error occurred: {fault}"));
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path is "/healthz" or "/livez" or "/readyz")
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("ok", context.RequestAborted);
        }
        else if (_discovery.Find(path) is { } document)
        {
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            {
                throw ApiErrors.MethodNotAllowed();
            }

            await context.Response.WriteAsync(200, document);
        }
        else if (await _openApi.TryHandleAsync(context, path))
        {
            return;
        }
        else if (RequestInfo.Parse(path) is { } info)
        {
            access.Check(context.Request, info);
            await _resources.HandleAsync(context, info);
        }
        else
        {
            throw ApiErrors.NoSuchPath();
        }
    }
}
