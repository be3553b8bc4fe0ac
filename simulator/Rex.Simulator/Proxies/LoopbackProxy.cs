using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rex.Simulator.Clocks;
using Rex.Simulator.Faults;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Proxies;

/// <summary>
/// Stands between every client and one system (the cluster, or GitHub): records each request, disturbs the ones that the scenario
/// names, and refuses what a crashed process still tries. The system behind it needs no hooks, so it can be any.
/// </summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly LoopbackProxyOptions options;
    private readonly HttpMessageInvoker upstream;
    private readonly WebApplication app;

    private LoopbackProxy(LoopbackProxyOptions options)
    {
        this.options = options;
        upstream = new HttpMessageInvoker(options.UpstreamHandler?.Invoke() ?? NewHandler());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Where clients find the proxy.</summary>
    public Uri BaseAddress => new(app.Urls.First());

    public static async Task<LoopbackProxy> StartAsync(LoopbackProxyOptions options, CancellationToken cancellationToken)
    {
        var proxy = new LoopbackProxy(options);
        await proxy.app.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>A handler that passes everything on as it is.</summary>
    public static SocketsHttpHandler NewHandler() =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = int.MaxValue,
        };

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        upstream.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        IDisposable work = options.Clock.TrackWork();
        try
        {
            var identity = CallerOf(context.Request);
            var body = await ReadBodyAsync(context.Request);
            var reachable = RexWrite.IsRex(identity) ? options.Outage.Reachable : CancellationToken.None;
            if (options.Processes.IsDead(identity) || reachable.IsCancellationRequested)
            {
                context.Abort();
                return;
            }

            // The raw target: the decoded path of a label name with a slash would ask for something else.
            var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            var entry = options.Ledger.Open(options.Target, identity, context.Request.Method, path, body is null ? "" : ToText(body));
            using var alive = CancellationTokenSource.CreateLinkedTokenSource(
                context.RequestAborted,
                options.Processes.Alive(identity),
                reachable
            );
            work = await WhilePausedAsync(identity, work, alive.Token);
            var fault = options.Faults.Find(entry);
            if (fault?.Action == FaultAction.Delay)
            {
                entry.Disturbance = $"delayed by {fault.Delay}";
                // The wait is simulated time: the clock must be free to run.
                work.Dispose();
                await Task.Delay(fault.Delay, options.Clock, alive.Token);
                work = options.Clock.TrackWork();
            }

            if (fault?.Action == FaultAction.PauseBefore)
            {
                entry.Disturbance = $"{identity} stood still for {fault.Delay} before it";
                options.Processes.Pause(identity, fault.Delay);
                work = await WhilePausedAsync(identity, work, alive.Token);
            }

            if (await AnswerInsteadAsync(context, entry, fault))
            {
                return;
            }

            var latency = options.Latency(identity);
            // A slow write is done, whether its sender still waits or not.
            var arrival = entry.IsWrite && latency > TimeSpan.Zero ? CancellationToken.None : alive.Token;
            if (latency > TimeSpan.Zero)
            {
                work.Dispose();
                await Task.Delay(latency, options.Clock, arrival);
                work = options.Clock.TrackWork();
            }

            if (entry.IsWrite && options.Witnesses is { } witness)
            {
                entry.Witness = await witness(entry, arrival);
                if (options.Processes.IsDead(identity))
                {
                    entry.Disturbance = "refused: the process is dead";
                    context.Abort();
                    return;
                }
            }

            options.Ledger.LetThrough(entry);
            var exchange = new ProxyExchange(context, entry, body, options);
            await exchange.RunAsync(upstream, fault, work, alive.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            // The caller went away, or the world ended.
            context.Abort();
        }
        finally
        {
            work.Dispose();
        }
    }

    /// <summary>Waits while the caller's process stands still.</summary>
    /// <returns>What tracks the work from then on.</returns>
    private async Task<IDisposable> WhilePausedAsync(string identity, IDisposable work, CancellationToken alive) =>
        await options.Processes.WaitWhilePausedAsync(identity, work, alive) ? options.Clock.TrackWork() : work;

    /// <summary>Whether the request goes no further.</summary>
    private async Task<bool> AnswerInsteadAsync(HttpContext context, LedgerEntry entry, FaultRule? fault)
    {
        switch (fault?.Action)
        {
            case FaultAction.Answer:
                entry.Disturbance = $"answered {fault.Status} in its place";
                context.Response.StatusCode = fault.Status;
                context.Response.ContentType = "application/json";
                foreach (var (name, value) in fault.Headers)
                {
                    context.Response.Headers[name] = value;
                }

                await context.Response.WriteAsync(fault.Body);
                return true;
            case FaultAction.CutBefore:
                entry.Disturbance = "cut before it arrived";
                context.Abort();
                return true;
            case FaultAction.CrashBefore:
                entry.Disturbance = $"{entry.Identity} crashed before it";
                options.Processes.Kill(entry.Identity);
                context.Abort();
                return true;
            default:
                return false;
        }
    }

    private static string CallerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? "" : header[(space + 1)..].Trim();
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return null;
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    private static string ToText(byte[] body) => System.Text.Encoding.UTF8.GetString(body);
}
