using k8s;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;

namespace Rex.Embedded.Tests;

/// <summary>KubernetesClient's leader election, which rests on Leases and their conflicts.</summary>
public sealed class LeaderElectionTests : IAsyncLifetime
{
    private EmbeddedCluster _cluster = null!;
    private k8s.Kubernetes _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        _client = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = _cluster.BaseAddress.ToString() });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Elector_Second_FollowsTheFirst()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var first = Elector("first");
        using var second = Elector("second");
        var (leads, follows) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        var secondLeads = false;
        first.OnStartedLeading += leads.SetResult;
        second.OnNewLeader += leader => follows.TrySetResult(leader);
        second.OnStartedLeading += () => secondLeads = true;

        var running = first.RunUntilLeadershipLostAsync(stopping.Token);
        await leads.Task.WaitAsync(Cancellation);
        var waiting = second.RunUntilLeadershipLostAsync(stopping.Token);
        (await follows.Task.WaitAsync(Cancellation)).ShouldBe("first");

        var lease = await _client.CoordinationV1.ReadNamespacedLeaseAsync("leader", "default", cancellationToken: Cancellation);
        lease.Spec.HolderIdentity.ShouldBe("first");
        secondLeads.ShouldBeFalse();
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(running, waiting));
    }

    private LeaderElector Elector(string identity) =>
        new(
            new LeaderElectionConfig(new LeaseLock(_client, "default", "leader", identity)) { RetryPeriod = TimeSpan.FromMilliseconds(20) }
        );
}
