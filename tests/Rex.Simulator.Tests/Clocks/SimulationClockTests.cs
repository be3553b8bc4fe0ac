using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.Clocks;

namespace Rex.Simulator.Tests.Clocks;

public sealed class SimulationClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task AdvanceAsync_TimersOnTheWay_FireInOrderAtTheirOwnTimes()
    {
        await using var clock = new SimulationClock(new SimulationClockOptions { Start = Start });
        var fired = new List<string>();
        await using var second = clock.CreateTimer(_ => Note("second"), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        await using var first = clock.CreateTimer(_ => Note("first"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        await clock.AdvanceAsync(TimeSpan.FromSeconds(3));

        fired.ShouldBe(["first", "second"]);
        clock.GetUtcNow().ShouldBe(Start.AddSeconds(3));

        void Note(string name)
        {
            lock (fired)
            {
                fired.Add(name);
            }
        }
    }

    [Fact]
    public async Task AdvanceAsync_PeriodicTimer_FiresOncePerPeriod()
    {
        await using var clock = new SimulationClock(new SimulationClockOptions());
        var count = 0;
        await using var timer = clock.CreateTimer(
            _ => Interlocked.Increment(ref count),
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1)
        );

        await clock.AdvanceAsync(TimeSpan.FromSeconds(5.5));

        count.ShouldBe(5);
    }

    [Fact]
    public async Task AdvanceAsync_TimerChangedOrDisposed_DoesNotFireAtItsOldTime()
    {
        await using var clock = new SimulationClock(new SimulationClockOptions());
        var count = 0;
        await using var changed = clock.CreateTimer(
            _ => Interlocked.Increment(ref count),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan
        );
        var disposed = clock.CreateTimer(_ => Interlocked.Increment(ref count), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        changed.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        await disposed.DisposeAsync();

        await clock.AdvanceAsync(TimeSpan.FromSeconds(5));

        count.ShouldBe(0);
        await clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        count.ShouldBe(1);
    }

    [Fact]
    public async Task TrySkip_TimersComeDueMeanwhile_EachFiresOnceAfterwards()
    {
        await using var clock = new SimulationClock(new SimulationClockOptions { Start = Start });
        var fired = new List<DateTimeOffset>();
        await using var timer = clock.CreateTimer(
            _ => fired.Add(clock.GetUtcNow()),
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1)
        );

        clock.TrySkip(TimeSpan.FromDays(3)).ShouldBeTrue();
        fired.ShouldBeEmpty();
        await clock.AdvanceAsync(TimeSpan.FromSeconds(0.5));

        clock.GetUtcNow().ShouldBe(Start.AddDays(3).AddSeconds(0.5));
        fired.ShouldBe([Start.AddDays(3)]);
    }

    [Fact]
    public async Task TrySkip_RequestInFlight_DoesNotSkip()
    {
        await using var clock = new SimulationClock(new SimulationClockOptions { Start = Start });
        using var work = clock.TrackWork();

        clock.TrySkip(TimeSpan.FromDays(3)).ShouldBeFalse();

        clock.GetUtcNow().ShouldBe(Start);
    }

    [Fact]
    public async Task AdvanceAsync_WorkInFlight_StopsWhereItsShareEnds()
    {
        var options = new SimulationClockOptions { LongestRequest = TimeSpan.FromMilliseconds(200) };
        await using var clock = new SimulationClock(options, new FakeTimeProvider());
        var work = clock.TrackWork();

        await clock.AdvanceAsync(TimeSpan.FromSeconds(10));

        clock.Elapsed.ShouldBe(TimeSpan.FromMilliseconds(200));
        work.Dispose();
        await clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        clock.Elapsed.ShouldBe(TimeSpan.FromMilliseconds(10_200));
    }

    [Fact]
    public async Task Run_WorkThatHangs_IsNotWaitedForForever()
    {
        var wall = new FakeTimeProvider();
        await using var clock = new SimulationClock(new SimulationClockOptions { LongestStandstill = TimeSpan.FromMilliseconds(50) }, wall);
        using var work = clock.TrackWork();
        clock.Run();

        for (var turn = 0; turn < 100_000 && clock.Elapsed < TimeSpan.FromSeconds(1); turn++)
        {
            wall.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Run_HostStandsStillWhileWorkIsInFlight_StillWaitsForIt()
    {
        var wall = new FakeTimeProvider();
        await using var clock = new SimulationClock(new SimulationClockOptions { LongestStandstill = TimeSpan.FromSeconds(5) }, wall);
        using var work = clock.TrackWork();
        clock.Run();

        for (var turn = 0; turn < 100_000 && clock.Elapsed < TimeSpan.FromMilliseconds(200); turn++)
        {
            wall.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        clock.Elapsed.ShouldBe(TimeSpan.FromMilliseconds(200));
    }

    [Theory]
    [InlineData(4, 200)]
    [InlineData(10, 500)]
    [InlineData(60_000, 500)]
    public async Task Run_WallClockMoves_AdvancesBySpeedUpToTheLongestTick(int wallMilliseconds, int expectedMilliseconds)
    {
        var wall = new FakeTimeProvider();
        await using var clock = new SimulationClock(new SimulationClockOptions { Speed = 50, Tick = TimeSpan.FromMilliseconds(1) }, wall);
        var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = clock.CreateTimer(
            _ => due.SetResult(),
            null,
            TimeSpan.FromMilliseconds(expectedMilliseconds),
            Timeout.InfiniteTimeSpan
        );
        clock.Run();

        wall.AutoAdvanceAmount = TimeSpan.Zero;
        wall.Advance(TimeSpan.FromMilliseconds(wallMilliseconds));

        await due.Task.WaitAsync(TestContext.Current.CancellationToken);
        clock.Elapsed.ShouldBe(TimeSpan.FromMilliseconds(expectedMilliseconds));
    }

    [Fact]
    public async Task Delay_OnTheClock_TakesSimulatedTime()
    {
        await using var clock = new SimulationClock(new SimulationClockOptions { Start = Start });
        var delay = Task.Delay(TimeSpan.FromHours(1), clock, TestContext.Current.CancellationToken);

        await clock.AdvanceAsync(TimeSpan.FromMinutes(59));
        delay.IsCompleted.ShouldBeFalse();
        await clock.AdvanceAsync(TimeSpan.FromMinutes(1));

        await delay.WaitAsync(TestContext.Current.CancellationToken);
    }
}
