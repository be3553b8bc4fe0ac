using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Server;

/// <summary>The Argo Server's REST interface on a loopback port, as far as it is used.</summary>
internal sealed class ArgoServerEndpoint : IAsyncDisposable
{
    private readonly WebApplication app;

    private ArgoServerEndpoint(WebApplication app)
    {
        this.app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        BaseAddress = new Uri(addresses.Addresses.First());
    }

    public Uri BaseAddress { get; }

    public static async Task<ArgoServerEndpoint> StartAsync(ArgoServer server, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => HandleAsync(server, context));
        await app.StartAsync(cancellationToken);
        return new ArgoServerEndpoint(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task HandleAsync(ArgoServer server, HttpContext context)
    {
        var path = context.Request.Path.Value?.Trim('/').Split('/') ?? [];
        var answer = path switch
        {
            ["api", "v1", "workflows", var ns, var name] when HttpMethods.IsGet(context.Request.Method) => await server.GetAsync(
                ns,
                name,
                context.RequestAborted
            ),
            ["api", "v1", "workflows", var ns, var name, var operation] when HttpMethods.IsPut(context.Request.Method) =>
                await OperateAsync(server, ns, name, operation, context),
            _ => ArgoAnswer.NotFound("Not Found"),
        };
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body.ToJsonString(), context.RequestAborted);
    }

    private static async Task<ArgoAnswer> OperateAsync(ArgoServer server, string ns, string name, string operation, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        JsonElement body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: cancellation);
        }
        catch (JsonException error)
        {
            return ArgoAnswer.BadRequest(error.Message);
        }

        var selector = body.GetText("nodeFieldSelector");
        return operation switch
        {
            "resume" => await server.ResumeAsync(ns, name, selector, cancellation),
            "suspend" => await server.SuspendAsync(ns, name, cancellation),
            "stop" => await server.StopAsync(ns, name, selector, body.GetText("message"), cancellation),
            "terminate" => await server.TerminateAsync(ns, name, cancellation),
            "retry" => await server.RetryAsync(
                ns,
                name,
                body.Get("restartSuccessful") is { ValueKind: JsonValueKind.True },
                selector,
                cancellation
            ),
            "set" => await SetAsync(server, ns, name, body, cancellation),
            _ => ArgoAnswer.NotFound("Not Found"),
        };
    }

    /// <summary>The outputs of a set come as a text that is JSON itself.</summary>
    private static async Task<ArgoAnswer> SetAsync(
        ArgoServer server,
        string ns,
        string name,
        JsonElement body,
        CancellationToken cancellationToken
    )
    {
        var phase = body.GetText("phase");
        if (phase is not (null or "" or NodePhases.Succeeded or NodePhases.Failed or NodePhases.Error))
        {
            return ArgoAnswer.BadRequest($"{phase} is an invalid phase to set to");
        }

        try
        {
            var outputs = body.GetText("outputParameters") is { Length: > 0 } text ? JsonSerializer.Deserialize<JsonObject>(text) : null;
            var message = body.GetText("message") is { Length: > 0 } given ? given : null;
            var values = new NodeValues(phase is { Length: > 0 } ? phase : null, message, outputs);
            return await server.SetAsync(ns, name, body.GetText("nodeFieldSelector"), values, cancellationToken);
        }
        catch (JsonException error)
        {
            return ArgoAnswer.BadRequest($"unable to parse output parameter set request: {error.Message}");
        }
    }
}
