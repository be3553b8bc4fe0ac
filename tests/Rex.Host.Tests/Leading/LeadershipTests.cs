using System.Net;
using k8s;
using k8s.Models;
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
        var breaks = 5;
        using var client = _world.InterceptedClient(_ =>
            Interlocked.Decrement(ref breaks) >= 0 ? throw new HttpRequestException("Connection reset by peer.") : null
        );
        var replica = _world.Replica(client: client);
        var atWork = new TaskCompletionSource();

        var running = replica.RunAsync(token => WorkAsync(atWork, Task.CompletedTask, token), stop.Token);
        await atWork.Task.WaitAsync(Cancellation);

        running.IsCompleted.ShouldBeFalse();
        _world.Log.Lines.ShouldContain(line => line.Contains("Connection reset by peer.", StringComparison.Ordinal));
        await stop.CancelAsync();
        await running.WaitAsync(Cancellation);
    }

    [Theory]
    [InlineData("GET", typeof(HttpRequestException))]
    [InlineData("PUT", typeof(HttpRequestException))]
    [InlineData("PUT", typeof(IOException))]
    [InlineData("PUT", typeof(TaskCanceledException))]
    public async Task RunAsync_OneRenewalBreaks_WorksOn(string method, Type error)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (atWork, renewed) = (new TaskCompletionSource<CancellationToken>(), new TaskCompletionSource());
        var (isBroken, renewals) = (false, 0);
        using var client = _world.InterceptedClient(request =>
        {
            if (!atWork.Task.IsCompleted)
            {
                return null;
            }

            if (!isBroken && request.Method.Method == method)
            {
                isBroken = true;
                throw (Exception)Activator.CreateInstance(error)!;
            }

            // The second renewal afterwards is asked for only when the first has been made.
            if (isBroken && request.Method == HttpMethod.Put && ++renewals == 2)
            {
                renewed.SetResult();
            }

            return null;
        });

        var running = _world
            .Replica(client: client)
            .RunAsync(
                async token =>
                {
                    atWork.TrySetResult(token);
                    await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                },
                stop.Token
            );
        await renewed.Task.WaitAsync(Cancellation);

        (await atWork.Task).IsCancellationRequested.ShouldBeFalse();
        _world.Log.Lines.ShouldContain(line => line.StartsWith("3104 ", StringComparison.Ordinal));
        await stop.CancelAsync();
        await running.WaitAsync(Cancellation);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task RunAsync_LeaseMayNotBeWritten_SaysSo(string method)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        if (method == "PUT")
        {
            await AddEndedLeaseAsync();
        }

        using var refusals = new SemaphoreSlim(0);
        using var client = _world.InterceptedClient(request =>
        {
            if (request.Method.Method != method)
            {
                return null;
            }

            refusals.Release();
            return new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("leases are not for you") };
        });
        var replica = _world.Replica(client: client);

        var running = replica.RunAsync(_ => throw new InvalidOperationException("It must not lead."), stop.Token);
        // A refusal is told after its answer, while the next request may be under way already.
        for (var asked = 0; asked < 20 && !IsTold(); asked++)
        {
            await refusals.WaitAsync(Cancellation);
        }

        IsTold().ShouldBeTrue();
        replica.IsLeader.ShouldBeFalse();
        await stop.CancelAsync();
        await running.WaitAsync(Cancellation);

        bool IsTold() =>
            _world.Log.Lines.Any(line =>
                line.StartsWith("3104 ", StringComparison.Ordinal) && line.Contains("leases are not for you", StringComparison.Ordinal)
            );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_WorkEndsByAnException_GivesTheLeaseBackAndTellsOfAFailure(bool isFailure)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var replica = _world.Replica();
        var atWork = new TaskCompletionSource();

        var running = replica.RunAsync(
            async token =>
            {
                await WorkAsync(atWork, Task.CompletedTask, token);
                throw isFailure ? new InvalidOperationException("It fell over.") : new OperationCanceledException(token);
            },
            stop.Token
        );
        await atWork.Task.WaitAsync(Cancellation);
        await stop.CancelAsync();
        await running.WaitAsync(Cancellation);

        replica.IsLeader.ShouldBeFalse();
        (await HolderAsync()).ShouldBeNullOrEmpty();
        _world
            .Log.Lines.Any(line =>
                line.StartsWith("3105 ", StringComparison.Ordinal) && line.Contains("It fell over.", StringComparison.Ordinal)
            )
            .ShouldBe(isFailure);
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

    /// <summary>A Lease that another replica held, long ago.</summary>
    private Task<V1Lease> AddEndedLeaseAsync() =>
        _world.Client.CoordinationV1.CreateNamespacedLeaseAsync(
            new V1Lease
            {
                Metadata = new V1ObjectMeta { Name = "rex" },
                Spec = new V1LeaseSpec
                {
                    HolderIdentity = "",
                    LeaseDurationSeconds = 1,
                    AcquireTime = DateTime.UnixEpoch,
                    RenewTime = DateTime.UnixEpoch,
                },
            },
            "default",
            cancellationToken: Cancellation
        );

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
