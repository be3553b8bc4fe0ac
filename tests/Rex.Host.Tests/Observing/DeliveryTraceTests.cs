using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rex.Host.Observing;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Observing;

/// <summary>Each delivery that is answered is measured, and is the root of the trace of what it becomes.</summary>
[Collection(nameof(OtlpExport))]
public sealed class DeliveryTraceTests : IAsyncLifetime
{
    private TestHost _host = null!;
    private Measurements _measured = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:Webhook:MaxConcurrent"] = "1" });
        _measured = new Measurements(_host.Services.GetRequiredService<IMeterFactory>());
    }

    public ValueTask DisposeAsync()
    {
        _measured.Dispose();
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task Post_EachKindOfDelivery_IsCountedByResultAndReason()
    {
        await SendAsync(Deliveries.Request(Deliveries.Push()));
        await SendAsync(Deliveries.Request(Deliveries.Push()));
        await SendAsync(Deliveries.Request(Deliveries.Push("main")));
        await SendAsync(Deliveries.Request(Deliveries.Push(), secret: "another"));

        _measured
            .Of("rex.deliveries")
            .ShouldBe(["1 Accepted None", "1 Duplicate Duplicate", "1 Ignored NotATaskBranch", "1 Refused SignatureWrong"]);
    }

    [Fact]
    public async Task Post_MoreThanAllowedAtOnce_IsCountedAsRefused()
    {
        var gate = new TaskCompletionSource();
        _host.Store.Gate = gate.Task;
        var first = SendAsync(Deliveries.Request(Deliveries.Push()));
        await _host.Store.Adding.WaitAsync(TestContext.Current.CancellationToken);

        (await SendAsync(Deliveries.Request(Deliveries.Push("main")))).ShouldBe(HttpStatusCode.TooManyRequests);
        gate.SetResult();
        await first;

        _measured.Of("rex.deliveries").ShouldBe(["1 Refused TooMany", "1 Accepted None"]);
    }

    [Fact]
    public async Task Post_SomebodyListens_RemediationKeepsTheTraceAndNotTheCallers()
    {
        const string Foreign = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var activities = new StoppedActivities(_host.Services.GetRequiredService<RexInstruments>().Activities);
        var request = Deliveries.Request(Deliveries.Push());
        request.Headers.Add("traceparent", $"00-{Foreign}-00f067aa0ba902b7-01");

        await SendAsync(request);

        var delivery = activities.Single("rex.delivery");
        var entry = _host.Store.Entries.ShouldHaveSingleItem();
        entry.TraceParent.ShouldBe(delivery.Id);
        delivery.TraceId.ToString().ShouldNotBe(Foreign);
        delivery.GetTagItem("rex.remediation.id").ShouldBe(entry.Id.Value);
        delivery.GetTagItem("rex.delivery.id").ShouldBe(Deliveries.Guid);
    }

    [Fact]
    public async Task Post_NobodyListens_RemediationHasNoTrace()
    {
        await SendAsync(Deliveries.Request(Deliveries.Push()));

        _host.Store.Entries.ShouldHaveSingleItem().TraceParent.ShouldBeNull();
    }

    private async Task<HttpStatusCode> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }
}
