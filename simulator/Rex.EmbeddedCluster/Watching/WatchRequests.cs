using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Http;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Selectors;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Watching;

/// <summary>GET with <c>watch=true</c>: a stream of events, one JSON object a line.</summary>
/// <remarks>
/// A watch reads the store's history at its own pace. It cannot hold up a writer; one that falls behind what is remembered ends with 410 Gone.
/// </remarks>
internal sealed class WatchRequests(ClusterState state, EmbeddedClusterOptions options, CancellationToken stopping)
{
    /// <summary>Without <c>timeoutSeconds</c> the real server ends a watch after 30 to 60 minutes.</summary>
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(45);

    public async Task HandleAsync(HttpContext context, ResourceKind kind, RequestInfo info)
    {
        var query = context.Request.Query;
        var selector = query.Selector(kind, info.Namespace, info.Name);
        var version = ResourceVersions.Parse(query["resourceVersion"].ToString());
        CheckOptions(query);
        bool? initial = query.ContainsKey("sendInitialEvents") ? query.Truth("sendInitialEvents") : null;
        var start = new WatchStart(version, initial ?? version == 0, initial == true && query.Truth("allowWatchBookmarks"));
        var length = query.Integer("timeoutSeconds") is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : LongestWatch;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        using var timeout = new CancellationTokenSource(length, state.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, timeout.Token);
        using var bookmarks = query.Truth("allowWatchBookmarks") ? new PeriodicTimer(options.BookmarkInterval, state.Clock) : null;
        context.Response.ContentType = "application/json";
        var stream = new WatchStream(context, kind, ContentNegotiation.FormOf(context.Request), state.Clock);
        await context.Response.StartAsync(both.Token);
        await context.Response.Body.FlushAsync(both.Token);
        try
        {
            await SendAsync(stream, kind, selector, start, bookmarks, both.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The watch's time is over, or the cluster stops: the stream ends in order.
        }
    }

    private async Task SendAsync(
        WatchStream stream,
        ResourceKind kind,
        ObjectSelector selector,
        WatchStart start,
        PeriodicTimer? bookmarks,
        CancellationToken cancellation
    )
    {
        var sent = start.Version;
        if (start.SendsObjects || sent == 0)
        {
            var (objects, revision) = state.Store.Snapshot(kind.Stored);
            foreach (var obj in objects.Values.Where(o => start.SendsObjects && selector.Matches(o)))
            {
                await stream.SendAsync("ADDED", obj, cancellation);
            }

            await stream.FlushAsync(cancellation);
            sent = revision;
        }

        if (start.SaysWhenComplete)
        {
            await stream.SendBookmarkAsync(sent, endsInitialEvents: true, cancellation);
        }

        var bookmarkDue = NextTick(bookmarks, cancellation);
        while (true)
        {
            var batch = state.Store.ChangesAfter(kind.Stored, sent);
            if (batch.CompactedUpTo is { } oldest)
            {
                await stream.SendErrorAsync(ApiErrors.Expired($"too old resource version: {sent} ({oldest})"), cancellation);
                return;
            }

            foreach (var change in batch.Changes)
            {
                if (WatchedChange.TypeFor(change, selector) is { } type)
                {
                    await stream.SendAsync(type, WatchedChange.ObjectFor(change, type), cancellation);
                }
            }

            await stream.FlushAsync(cancellation);
            sent = Math.Max(sent, batch.Revision);
            if (bookmarkDue.IsCompletedSuccessfully)
            {
                await stream.SendBookmarkAsync(sent, endsInitialEvents: false, cancellation);
                bookmarkDue = NextTick(bookmarks, cancellation);
            }

            await Task.WhenAny(batch.NextChange, bookmarkDue).WaitAsync(cancellation);
        }
    }

    private static void CheckOptions(IQueryCollection query)
    {
        var match = query["resourceVersionMatch"].ToString();
        var sends = query.ContainsKey("sendInitialEvents");
        var cause =
            sends && match != "NotOlderThan"
                ? StatusCause.Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")
            : !sends && match.Length > 0
                ? StatusCause.Forbidden(
                    "resourceVersionMatch",
                    "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"
                )
            : null;
        if (cause is not null)
        {
            throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", [cause]);
        }
    }

    private static Task NextTick(PeriodicTimer? timer, CancellationToken cancellation) =>
        timer?.WaitForNextTickAsync(cancellation).AsTask() ?? new TaskCompletionSource().Task;
}
