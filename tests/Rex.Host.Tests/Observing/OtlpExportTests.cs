using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Rex.Host.Observing;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Observing;

/// <summary>Metrics and traces go where OpenTelemetry's variables say, and nowhere without them.</summary>
// Whoever exports listens to every source of the name: tests that say that nobody listens run at another time.
[Collection(nameof(OtlpExport))]
public sealed class OtlpExportTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> _received = new();
    private WebApplication _collector = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _collector = builder.Build();
        _collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            // Protobuf keeps texts as they are.
            _received.AddOrUpdate(context.Request.Path.Value!, Latin(body), (_, before) => before + Latin(body));
        });
        await _collector.StartAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    [Fact]
    public async Task Stop_EndpointIsSet_HasSentMetricsAndTraces()
    {
        await DeliverAsync("OTEL_EXPORTER_OTLP_ENDPOINT", "");

        _received.Keys.Order().ShouldBe(["/v1/metrics", "/v1/traces"]);
        _received["/v1/metrics"].ShouldContain("rex.deliveries");
        _received["/v1/metrics"].ShouldContain("rex.leader");
        _received["/v1/traces"].ShouldContain("rex.delivery");
        _received["/v1/traces"].ShouldContain("service.name");
    }

    [Theory]
    [InlineData("METRICS", "/v1/metrics")]
    [InlineData("TRACES", "/v1/traces")]
    public async Task Stop_EndpointOfOneSignal_HasSentThatAlone(string signal, string path)
    {
        await DeliverAsync($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", path);

        _received.Keys.ShouldBe([path]);
    }

    [Theory]
    [InlineData("Nothing", "")]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    public async Task Start_NoEndpointOrSwitchedOff_NothingListens(string name, string value)
    {
        var settings = new Dictionary<string, string?> { [name] = value };
        if (value.Length > 0)
        {
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Urls.Single();
        }

        await using var host = await TestHost.StartAsync(settings);

        host.Services.GetService<MeterProvider>().ShouldBeNull();
        host.Services.GetService<TracerProvider>().ShouldBeNull();
    }

    private async Task DeliverAsync(string variable, string path)
    {
        var settings = new Dictionary<string, string?>
        {
            [variable] = _collector.Urls.Single() + path,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        // What is left to send is sent when the host ends.
        await using var host = await TestHost.StartAsync(settings);
        using var request = Deliveries.Request(Deliveries.Push());
        using var response = await host.Client.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
    }

    private static string Latin(MemoryStream body) => Encoding.Latin1.GetString(body.ToArray());
}
