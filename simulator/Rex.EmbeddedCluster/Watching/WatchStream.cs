using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Http;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Watching;

/// <summary>Writes watch events to one response.</summary>
internal sealed class WatchStream(HttpContext context, ResourceKind kind, AnswerForm form, TimeProvider clock)
{
    private bool _sentColumns;

    public async Task SendAsync(string type, StoredObject obj, CancellationToken cancellation)
    {
        var body = form switch
        {
            AnswerForm.Table => Table(obj),
            AnswerForm.Metadata => MetadataRendering.Of(obj).ToUtf8(),
            _ => ObjectRendering.Utf8(kind, obj),
        };
        await WriteAsync(type, body, cancellation);
    }

    public async Task SendErrorAsync(ApiException error, CancellationToken cancellation)
    {
        await WriteAsync("ERROR", error.ToStatus().ToUtf8(), cancellation);
        await FlushAsync(cancellation);
    }

    /// <summary>Says up to which resource version the watch is complete.</summary>
    /// <param name="revision">That version.</param>
    /// <param name="endsInitialEvents">Whether it comes after the objects that were there when the watch began.</param>
    /// <param name="cancellation">Gives up writing.</param>
    public async Task SendBookmarkAsync(long revision, bool endsInitialEvents, CancellationToken cancellation)
    {
        var metadata = JsonMap.Of(
            ("resourceVersion", revision.ToString(CultureInfo.InvariantCulture)),
            ("creationTimestamp", JsonNull.Instance),
            ("annotations", endsInitialEvents ? JsonMap.Of(("k8s.io/initial-events-end", "true")) : null)
        );
        var bookmark =
            form == AnswerForm.Metadata
                ? MetadataRendering.Of(metadata)
                : JsonMap.Of(("kind", kind.Kind), ("apiVersion", kind.ApiVersion), ("metadata", metadata));
        await WriteAsync("BOOKMARK", bookmark.ToUtf8(), cancellation);
        await FlushAsync(cancellation);
    }

    public Task FlushAsync(CancellationToken cancellation) => context.Response.Body.FlushAsync(cancellation);

    private byte[] Table(StoredObject obj)
    {
        var table = TableRendering.Render(
            kind,
            [obj],
            JsonMap.Of(("resourceVersion", obj.Metadata.ResourceVersion)),
            context.Request.Query,
            clock.GetUtcNow()
        );
        if (_sentColumns)
        {
            table = table.With("columnDefinitions", JsonList.Empty);
        }

        _sentColumns = true;
        return table.ToUtf8();
    }

    private async Task WriteAsync(string type, byte[] body, CancellationToken cancellation)
    {
        var start = System.Text.Encoding.ASCII.GetBytes($"{{\"type\":\"{type}\",\"object\":");
        var output = context.Response.BodyWriter;
        await output.WriteAsync(start, cancellation);
        await output.WriteAsync(body, cancellation);
        await output.WriteAsync("}\n"u8.ToArray(), cancellation);
    }
}
