using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rex.Simulator.Faults;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Proxies;

/// <summary>One request passed on, and its answer passed back.</summary>
internal sealed class ProxyExchange(HttpContext context, LedgerEntry entry, byte[]? body, LoopbackProxyOptions options)
{
    /// <summary>Which entry of the ledger a request is; for handlers that number what they pass on.</summary>
    public static readonly HttpRequestOptionsKey<LedgerEntry> Entry = new("ledger entry");

    private static readonly HashSet<string> NotPassedOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Keep-Alive",
        "Transfer-Encoding",
        "Content-Length",
        // Answers stay readable in the ledger.
        "Accept-Encoding",
    };

    public async Task RunAsync(HttpMessageInvoker upstream, FaultRule? fault, IDisposable work, CancellationToken cancellationToken)
    {
        using var request = BuildRequest();
        // A write that has set out arrives, whatever becomes of its sender.
        var sendToken = entry.IsWrite ? CancellationToken.None : cancellationToken;
        using var response = await upstream.SendAsync(request, sendToken);
        if (fault?.Action == FaultAction.PauseAfter)
        {
            entry.Disturbance = $"{entry.Identity} stood still for {fault.Delay} after it";
            options.Processes.Pause(entry.Identity, fault.Delay);
        }

        // Lists of the cluster are long, and its watches have no end; what GitHub answers is noted.
        if (!entry.IsWrite && options.Target == LedgerTarget.Cluster)
        {
            entry.Status = (int)response.StatusCode;
            await options.Processes.WaitWhilePausedAsync(entry.Identity, work, cancellationToken);
            CopyHead(response);
            await StreamAsync(response, work, cancellationToken);
            options.Ledger.Close(entry);
            return;
        }

        var answer = await response.Content.ReadAsByteArrayAsync(sendToken);
        entry.ResponseBody = Encoding.UTF8.GetString(answer);
        entry.Status = (int)response.StatusCode;
        options.Ledger.Close(entry);
        if (fault?.Action is FaultAction.CutAfter or FaultAction.CrashAfter)
        {
            var crashes = fault.Action == FaultAction.CrashAfter;
            entry.Disturbance = crashes ? $"{entry.Identity} crashed after it" : "answer lost";
            if (crashes)
            {
                options.Processes.Kill(entry.Identity);
            }

            context.Abort();
            return;
        }

        await options.Processes.WaitWhilePausedAsync(entry.Identity, work, cancellationToken);
        CopyHead(response);
        context.Response.ContentLength = context.Response.StatusCode == StatusCodes.Status204NoContent ? null : answer.Length;
        if (answer.Length > 0)
        {
            await context.Response.Body.WriteAsync(answer, cancellationToken);
        }
    }

    private HttpRequestMessage BuildRequest()
    {
        var request = new HttpRequestMessage(new HttpMethod(entry.Method), new Uri(options.Upstream, entry.Path));
        request.Options.Set(Entry, entry);
        if (body is { Length: > 0 })
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, values) in context.Request.Headers)
        {
            if (!NotPassedOn.Contains(name) && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
            }
        }

        return request;
    }

    private void CopyHead(HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!NotPassedOn.Contains(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }
    }

    private async Task StreamAsync(HttpResponseMessage response, IDisposable work, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var isWatch = entry.Path.Contains("watch=", StringComparison.Ordinal);
        if (isWatch)
        {
            // An open watch is no work: time goes on while nothing happens on it.
            work.Dispose();
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await context.Response.StartAsync(cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }

        var buffer = new byte[isWatch ? 16 * 1024 : 64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await options.Processes.WaitWhilePausedAsync(entry.Identity, work, cancellationToken);
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (isWatch)
            {
                await context.Response.Body.FlushAsync(cancellationToken);
            }
        }
    }
}
