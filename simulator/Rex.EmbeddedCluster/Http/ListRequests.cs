using Microsoft.AspNetCore.Http;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Http;

/// <summary>GET of a collection.</summary>
internal sealed class ListRequests(ClusterState state)
{
    private readonly ListReading _reading = new(state);

    public Task HandleAsync(HttpContext context, ResourceKind kind, RequestInfo info)
    {
        var page = _reading.Read(kind, info, context.Request.Query);
        return context.Response.WriteAsync(
            200,
            ContentNegotiation.FormOf(context.Request) switch
            {
                AnswerForm.Table => TableRendering.Render(
                    kind,
                    page.Items,
                    ListReading.Metadata(page),
                    context.Request.Query,
                    state.Clock.GetUtcNow()
                ),
                AnswerForm.MetadataList => MetadataRendering.List(page),
                AnswerForm.Metadata => throw MetadataRendering.Mismatch("PartialObjectMetadata", "a list"),
                _ => ListReading.ToJson(kind, page),
            }
        );
    }
}
