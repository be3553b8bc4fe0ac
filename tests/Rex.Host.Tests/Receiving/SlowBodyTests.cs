using System.Net;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Receiving;

/// <summary>Who sends a body that does not come to its end keeps nobody else from delivering.</summary>
public sealed class SlowBodyTests : IAsyncLifetime
{
    // So much that the server, which has a least speed of its own for bodies, would be patient for minutes.
    private const int Begin = 100_000;

    private static readonly string Claimed = "sha256=" + new string('0', 64);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );
    private TestHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _limit.CancelAfter(AtMost);
        _host = await TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:Webhook:MaxConcurrent"] = "1" });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _limit.Dispose();
    }

    [Fact]
    public async Task Post_BodyThatDoesNotEnd_IsRefusedAfterTenSecondsAndMakesRoom()
    {
        using var slow = await SlowRequest.StartAsync(_host.Client.BaseAddress!, Claimed, Begin, _limit.Token);
        while (await DeliverAsync() != HttpStatusCode.TooManyRequests)
        {
            // It has not arrived yet.
        }

        var sent = _host.Time.GetUtcNow();
        _host.Time.Advance(TimeSpan.FromSeconds(9));
        HttpStatusCode status;
        while ((status = await DeliverAsync()) == HttpStatusCode.TooManyRequests && _host.Time.GetUtcNow() - sent < AtMost)
        {
            // Its time may have begun later than it was sent, and its room is free a moment after it is answered.
            _host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        status.ShouldBe(HttpStatusCode.Accepted);
        (_host.Time.GetUtcNow() - sent).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(10));
        (await slow.AnswerAsync(_limit.Token)).ShouldBe("HTTP/1.1 408 Request Timeout");
        _host.Log.Lines.ShouldContain(line => line.Contains("refused with 408: Incomplete"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sha1=0123")]
    public async Task Post_NoSignature_IsRefusedBeforeTheBodyHasCome(string? signature)
    {
        using var slow = await SlowRequest.StartAsync(_host.Client.BaseAddress!, signature, Begin, _limit.Token);

        (await slow.AnswerAsync(_limit.Token)).ShouldBe("HTTP/1.1 401 Unauthorized");
    }

    private async Task<HttpStatusCode> DeliverAsync()
    {
        using var response = await _host.Client.SendAsync(Deliveries.Request(Deliveries.Push()), _limit.Token);
        return response.StatusCode;
    }
}
