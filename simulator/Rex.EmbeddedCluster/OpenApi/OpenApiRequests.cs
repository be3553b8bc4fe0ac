using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Http;
using Rex.Embedded.Resources;

namespace Rex.Embedded.OpenApi;

/// <summary>GET of <c>/openapi/v2</c> and of what is below <c>/openapi/v3</c>.</summary>
internal sealed class OpenApiRequests(ResourceCatalog catalog, TimeProvider clock)
{
    private readonly OpenApiDocuments _documents = new(catalog);

    public async Task<bool> TryHandleAsync(HttpContext context, string path)
    {
        const string Versions = "/openapi/v3/";
        switch (path.TrimEnd('/'))
        {
            case "/openapi/v3":
                await context.Response.WriteAsync(200, _documents.Index());
                return true;
            case "/openapi/v2":
                await GiveVersion2Async(context);
                return true;
            case var below when below.StartsWith(Versions, StringComparison.Ordinal):
                await GiveVersionAsync(context, below[Versions.Length..]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A document asked for by its hash may be kept for a year; by another hash it is elsewhere (<c>k8s.io/kube-openapi/pkg/handler3</c>).</summary>
    private async Task GiveVersionAsync(HttpContext context, string version)
    {
        var document = _documents.V3(version) ?? throw ApiErrors.NoSuchPath();
        var response = context.Response;
        if (context.Request.Query["hash"].ToString() is { Length: > 0 } hash)
        {
            if (hash != document.Hash)
            {
                response.Redirect(OpenApiDocuments.UrlOf(version, document), permanent: true);
                return;
            }

            response.Headers.Vary = "Accept";
            response.Headers.CacheControl = "public, immutable";
            response.Headers.Expires = clock.GetUtcNow().AddYears(1).ToString("r", CultureInfo.InvariantCulture);
        }

        await GiveAsync(context, document);
    }

    private async Task GiveVersion2Async(HttpContext context)
    {
        var document = _documents.V2();
        var wanted = context.Request.Headers.Accept.ToString().Split(',').Select(a => a.Split(';')[0].Trim());
        if (wanted.FirstOrDefault() is ProtobufDocument.MediaType or ProtobufDocument.OldMediaType)
        {
            var response = context.Response;
            response.Headers.Vary = "Accept";
            response.ContentType = ProtobufDocument.MediaType;
            response.ContentLength = document.Protobuf.Length;
            await response.Body.WriteAsync(document.Protobuf, context.RequestAborted);
        }
        else
        {
            ContentNegotiation.Check(context.Request);
            await GiveAsync(context, document);
        }
    }

    private static async Task GiveAsync(HttpContext context, OpenApiDocument document)
    {
        var tag = $"\"{document.Hash}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
            return;
        }

        await context.Response.WriteAsync(200, document.Utf8);
    }
}
