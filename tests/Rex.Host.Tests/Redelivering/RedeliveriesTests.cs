using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Rex.Adapters;
using Rex.Core.Remediations;
using Rex.Host.Observing;
using Rex.Host.Redelivering;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Redelivering;

public sealed class RedeliveriesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new(Now);
    private readonly ListedDeliveries _gitHub = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _stop.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task RunAsync_MissedAtTheStart_AreAskedForAtOnce()
    {
        _gitHub.Add(1, Now - TimeSpan.FromHours(1), 503);

        await RunForAsync(TimeSpan.FromSeconds(2));

        _gitHub.Asked.ShouldBe([1]);
    }

    [Fact]
    public async Task RunAsync_MissedLater_AreAskedForAtTheNextLook()
    {
        var running = StartAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(4));
        _gitHub.Add(1, _time.GetUtcNow(), 503);
        _gitHub.Asked.ShouldBeEmpty();

        await AdvanceAsync(TimeSpan.FromMinutes(2));

        _gitHub.Asked.ShouldBe([1]);
        await EndAsync(running);
    }

    [Fact]
    public async Task RunAsync_MoreThanOneLookHasTimeFor_TheNextLookFollowsAtOnce()
    {
        for (var id = 1; id <= 320; id++)
        {
            _gitHub.Add(id, Now - TimeSpan.FromMinutes(400 - id), 503);
        }

        await RunForAsync(TimeSpan.FromSeconds(325));

        _gitHub.Asked.Distinct().Count().ShouldBe(320, "one a second, with no pause between");
    }

    [Fact]
    public async Task RunAsync_GitHubWantsToBeLeftAlone_WaitsAsLong()
    {
        _gitHub.Failure = new PlatformException(ReasonCode.RateLimited, "Too many.", TimeSpan.FromMinutes(20));
        _gitHub.Add(1, Now, 503);
        var running = StartAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        _gitHub.Failure = null;

        await AdvanceAsync(TimeSpan.FromMinutes(19));
        _gitHub.Asked.ShouldBeEmpty();

        await AdvanceAsync(TimeSpan.FromMinutes(2));
        _gitHub.Asked.ShouldBe([1]);
        await EndAsync(running);
    }

    private Task StartAsync() =>
        new Redeliveries(
            _gitHub,
            Options.Create(new RedeliveryOptions { Hooks = ["repos/acme/shop/hooks/7"] }),
            Options.Create(new RexConnectionOptions()),
            new RexInstruments(_services.GetRequiredService<IMeterFactory>()),
            _time,
            NullLogger<Redeliveries>.Instance
        ).RunAsync(_stop.Token);

    private async Task RunForAsync(TimeSpan time)
    {
        var running = StartAsync();
        await AdvanceAsync(time);
        await EndAsync(running);
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            // Whatever the timers woke goes on before the next second.
            for (var turn = 0; turn < 5; turn++)
            {
                await Task.Yield();
            }
        }
    }

    private async Task EndAsync(Task running)
    {
        await _stop.CancelAsync();
        await running;
    }
}
