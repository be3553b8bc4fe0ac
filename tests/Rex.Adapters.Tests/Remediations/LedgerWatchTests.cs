using System.Net;
using Rex.Adapters.Remediations;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Remediations;

/// <summary>What any process adds to the ledger is told at once.</summary>
public sealed class LedgerWatchTests : IAsyncLifetime
{
    private readonly SemaphoreSlim _told = new(0);
    private TestPlatform _platform = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.StartAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task RunAsync_RemediationIsAdded_IsTold()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watching = WatchAsync(stop.Token);
        await _told.WaitAsync(Cancellation);

        await AddAsync(3);

        await _told.WaitAsync(Cancellation);
        await stop.CancelAsync();
        await watching;
    }

    [Fact]
    public async Task RunAsync_StatusChanges_IsNotTold()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watching = WatchAsync(stop.Token);
        await _told.WaitAsync(Cancellation);
        var added = await AddAsync(3);
        await _told.WaitAsync(Cancellation);

        var changed = added with { Status = added.Status with { Phase = RemediationPhase.Running } };
        (await _platform.Port<IRemediationStore>().TryUpdateStatusAsync(changed, Cancellation)).ShouldNotBeNull();
        await AddAsync(4);

        await _told.WaitAsync(Cancellation);
        await stop.CancelAsync();
        await watching;
        _told.CurrentCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("watch=", HttpStatusCode.Gone)]
    [InlineData("limit=", HttpStatusCode.InternalServerError)]
    public async Task RunAsync_ServerRefuses_BeginsAnewAfterAPause(string query, HttpStatusCode refusal)
    {
        var refused = 0;
        _platform.Faults.Intercept = (request, _) =>
            Task.FromResult(
                request.RequestUri!.Query.Contains(query) && Interlocked.Increment(ref refused) <= 2
                    ? FaultHandler.Status(refusal, "Refused", "not now")
                    : null
            );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var watching = WatchAsync(stop.Token);
        while (Volatile.Read(ref refused) < 3)
        {
            await _told.WaitAsync(TimeSpan.FromMilliseconds(20), Cancellation);
        }

        await stop.CancelAsync();
        await watching;
        _platform.Time.Pauses.Take(2).ShouldBe([TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400)]);
    }

    [Fact]
    public async Task RunAsync_ConnectionBreaksAsItIsStopped_EndsWithoutAnException()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        _platform.Faults.Intercept = (request, _) =>
            Task.FromResult(
                request.RequestUri!.Query.Contains("watch=", StringComparison.Ordinal)
                    ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BreakingAsItStops(stop)) }
                    : null
            );

        await WatchAsync(stop.Token);
    }

    private Task WatchAsync(CancellationToken stop) => _platform.Port<LedgerWatch>().RunAsync(() => _told.Release(), stop);

    private async Task<Remediation> AddAsync(int task) =>
        (
            await _platform
                .Port<IRemediationStore>()
                .TryAddAsync(Testing.Samples.Remediation(Testing.Samples.Push(task: task)), Cancellation)
        ).ShouldNotBeNull();

    private sealed class BreakingAsItStops(CancellationTokenSource stop) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await stop.CancelAsync();
            throw new IOException("The connection was closed.");
        }
    }
}
