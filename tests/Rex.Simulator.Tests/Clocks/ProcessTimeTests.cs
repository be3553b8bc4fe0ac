using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.Clocks;

namespace Rex.Simulator.Tests.Clocks;

public sealed class ProcessTimeTests
{
    private readonly FakeTimeProvider world = new();
    private readonly TaskCompletionSource goesOn = new();

    [Fact]
    public void CreateTimer_ProcessRuns_CallsWithItsStateWhenDue()
    {
        object? called = null;
        using var timer = Time(Task.CompletedTask)
            .CreateTimer(state => called = state, "state", TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        world.Advance(TimeSpan.FromSeconds(5));

        called.ShouldBe("state");
    }

    [Fact]
    public void CreateTimer_ProcessStandsStill_CallsWhenItGoesOnAndTheClockHasGoneOnMeanwhile()
    {
        var time = Time(goesOn.Task);
        var start = time.GetTimestamp();
        var called = false;
        using var timer = time.CreateTimer(_ => called = true, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        world.Advance(TimeSpan.FromSeconds(60));

        called.ShouldBeFalse();
        goesOn.SetResult();
        called.ShouldBeTrue();
        time.GetElapsedTime(start).ShouldBe(TimeSpan.FromSeconds(60));
    }

    private ProcessTime Time(Task running) => new(world, () => running);
}
