using k8s;
using Rex.Host.Leading;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Leading;

/// <summary>One replica works at a time.</summary>
public sealed class LeadershipTests : IAsyncLifetime
{
    private LeaseWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await LeaseWorld.StartAsync(Cancellation);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task RunAsync_TwoReplicas_TheSecondWorksWhenTheFirstHasStoppedAndGivenTheLeaseBack()
    {
        using var stopFirst = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var stopSecond = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (first, second) = (_world.Replica(), _world.Replica());
        var (atWork, secondAtWork) = (new TaskCompletionSource(), new TaskCompletionSource());
        var firstEnds = new TaskCompletionSource();

        var runFirst = first.RunAsync(stop => WorkAsync(atWork, firstEnds.Task, stop), stopFirst.Token);
        await atWork.Task.WaitAsync(Cancellation);
        var runSecond = second.RunAsync(stop => WorkAsync(secondAtWork, Task.CompletedTask, stop), stopSecond.Token);
        (first.IsLeader, second.IsLeader).ShouldBe((true, false));

        await stopFirst.CancelAsync();
        (await HolderAsync()).ShouldBe(first.Identity, "its work has not ended yet");
        secondAtWork.Task.IsCompleted.ShouldBeFalse();
        firstEnds.SetResult();
        await runFirst.WaitAsync(Cancellation);

        // Fifteen seconds would pass if it had not been given back.
        await secondAtWork.Task.WaitAsync(TimeSpan.FromSeconds(14), Cancellation);
        (first.IsLeader, second.IsLeader).ShouldBe((false, true));
        (await HolderAsync()).ShouldBe(second.Identity);
        await stopSecond.CancelAsync();
        await runSecond.WaitAsync(Cancellation);
        (await HolderAsync()).ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task RunAsync_OneRunsDry_LeadsBesideTheRealOne()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (dry, real) = (_world.Replica(isDryRun: true), _world.Replica());
        var (dryAtWork, realAtWork) = (new TaskCompletionSource(), new TaskCompletionSource());

        var running = Task.WhenAll(
            dry.RunAsync(token => WorkAsync(dryAtWork, Task.CompletedTask, token), stop.Token),
            real.RunAsync(token => WorkAsync(realAtWork, Task.CompletedTask, token), stop.Token)
        );
        await Task.WhenAll(dryAtWork.Task, realAtWork.Task).WaitAsync(TimeSpan.FromSeconds(14), Cancellation);

        (dry.IsLeader, real.IsLeader).ShouldBe((true, true));
        (await HolderAsync()).ShouldBe(real.Identity);
        await stop.CancelAsync();
        await running.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task RunAsync_LeaseIsTakenAway_StopsWorkingAndAsksAgain()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var replica = _world.Replica(renewDeadline: TimeSpan.FromMilliseconds(300));
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var ended = new TaskCompletionSource();

        var running = replica.RunAsync(
            async token =>
            {
                if (first.TrySetResult())
                {
                    await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    ended.SetResult();
                    return;
                }

                await WorkAsync(second, Task.CompletedTask, token);
            },
            stop.Token
        );
        await first.Task.WaitAsync(Cancellation);
        await TakeAwayAsync();

        await ended.Task.WaitAsync(Cancellation);
        await second.Task.WaitAsync(Cancellation);
        await stop.CancelAsync();
        await running.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task RunAsync_ApiServerIsAway_GoesOnAskingAndWorksWhenItIsBack()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var client = _world.BrokenClient(breaks: 5);
        var replica = _world.Replica(client: client);
        var atWork = new TaskCompletionSource();

        var running = replica.RunAsync(token => WorkAsync(atWork, Task.CompletedTask, token), stop.Token);
        await atWork.Task.WaitAsync(Cancellation);

        running.IsCompleted.ShouldBeFalse();
        _world.Log.Lines.ShouldContain(line => line.Contains("Connection reset by peer.", StringComparison.Ordinal));
        await stop.CancelAsync();
        await running.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task RunAsync_LeadershipIsOff_WorksWithoutALease()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var replica = _world.Replica(isEnabled: false);
        var atWork = new TaskCompletionSource();

        var running = replica.RunAsync(token => WorkAsync(atWork, Task.CompletedTask, token), stop.Token);
        await atWork.Task.WaitAsync(Cancellation);

        replica.IsLeader.ShouldBeTrue();
        (await _world.Client.CoordinationV1.ListNamespacedLeaseAsync("default", cancellationToken: Cancellation)).Items.ShouldBeEmpty();
        await stop.CancelAsync();
        await running.WaitAsync(Cancellation);
    }

    private static async Task WorkAsync(TaskCompletionSource begun, Task end, CancellationToken stop)
    {
        begun.TrySetResult();
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await end;
    }

    private async Task<string?> HolderAsync() =>
        (await _world.Client.CoordinationV1.ReadNamespacedLeaseAsync("rex", "default", cancellationToken: Cancellation))
            .Spec
            .HolderIdentity;

    /// <summary>Another replica, whose clock is ahead say, took the Lease for a second.</summary>
    private async Task TakeAwayAsync()
    {
        while (true)
        {
            var lease = await _world.Client.CoordinationV1.ReadNamespacedLeaseAsync("rex", "default", cancellationToken: Cancellation);
            lease.Spec.HolderIdentity = "another";
            lease.Spec.LeaseDurationSeconds = 1;
            lease.Spec.RenewTime = lease.Spec.AcquireTime = DateTime.UtcNow;
            try
            {
                await _world.Client.CoordinationV1.ReplaceNamespacedLeaseAsync(lease, "rex", "default", cancellationToken: Cancellation);
                return;
            }
            catch (k8s.Autorest.HttpOperationException)
            {
                // Renewed between reading and writing.
            }
        }
    }
}
