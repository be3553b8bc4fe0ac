using System.Net;
using k8s;
using k8s.Autorest;
using Microsoft.Extensions.Time.Testing;
using Rex.Host.Leading;

namespace Rex.Host.Tests.Leading;

/// <summary>A request about the Lease that never ends is ended, as a failure that the elector tries again after.</summary>
public sealed class LeaderLeaseTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly Hanging _server = new();
    private readonly k8s.Kubernetes _client;
    private readonly LeaderLease _lease;

    public LeaderLeaseTests()
    {
        _client = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = "http://127.0.0.1:1" }, _server);
        _lease = new LeaderLease(_client, "default", "rex", "one", Limit, _time);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task GetAsync_NoAnswerWithinTheLimit_FailsAsIfTheServerWereAway()
    {
        var asked = _lease.GetAsync(TestContext.Current.CancellationToken);
        await _server.Asked.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(Limit);

        var failure = await Should.ThrowAsync<HttpOperationException>(asked);

        failure.Response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        failure.Message.ShouldBe("default/rex: no answer within 00:00:05.");
    }

    [Fact]
    public async Task GetAsync_CallerCancels_IsCancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asked = _lease.GetAsync(stop.Token);
        await _server.Asked.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asked);
    }

    private sealed class Hanging : DelegatingHandler
    {
        private readonly TaskCompletionSource _asked = new();

        public Task Asked => _asked.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
