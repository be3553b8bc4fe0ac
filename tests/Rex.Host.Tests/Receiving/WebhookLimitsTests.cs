using System.Net;
using System.Text;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Receiving;

/// <summary>Bodies that are too big, and too many deliveries at once.</summary>
public sealed class WebhookLimitsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, false, HttpStatusCode.Accepted)]
    [InlineData(1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(0, true, HttpStatusCode.Accepted)]
    [InlineData(1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_BodyAboutTheLimit_IsTakenUpToIt(int more, bool chunked, HttpStatusCode status)
    {
        const int limit = 40_000;
        await using var host = await TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:Webhook:MaxBodyBytes"] = $"{limit}" });
        var body = Deliveries.Push().PadRight(limit + more);
        using var request = Deliveries.Request(body);
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await host.Client.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(status);
        host.Store.Entries.Count.ShouldBe(status == HttpStatusCode.Accepted ? 1 : 0);
    }

    [Fact]
    public async Task Post_DefaultLimit_Is5MiB()
    {
        await using var host = await TestHost.StartAsync();
        using var request = Deliveries.Request(Deliveries.Push().PadRight(5 * 1024 * 1024));

        using var response = await host.Client.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Post_MoreAtOnceThanAllowed_AreTurnedAway()
    {
        await using var host = await TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:Webhook:MaxConcurrent"] = "2" });
        var gate = new TaskCompletionSource();
        host.Store.Gate = gate.Task;
        var first = host.Client.SendAsync(Deliveries.Request(Deliveries.Push("task-1")), Cancellation);
        var second = host.Client.SendAsync(Deliveries.Request(Deliveries.Push("task-2")), Cancellation);
        await host.Store.Adding.WaitAsync(Cancellation);
        await host.Store.Adding.WaitAsync(Cancellation);

        using var third = await host.Client.SendAsync(Deliveries.Request(Deliveries.Push("task-3")), Cancellation);
        using var health = await host.Client.GetAsync(new Uri("healthz", UriKind.Relative), Cancellation);
        gate.SetResult();

        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await first).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await second).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }
}
