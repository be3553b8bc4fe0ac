using Rex.Core.Redeliveries;

namespace Rex.Core.Tests.Redeliveries;

public sealed class MissedDeliveriesTests
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Long = Now - TimeSpan.FromDays(3);

    private readonly MissedDeliveries _missed = new(Every);

    [Fact]
    public void Due_PushThatFailed_IsAskedForAtOnce()
    {
        TakeIn(Failed(1, "a", 0));

        _missed.Due(Now).ShouldBe([1]);
    }

    [Theory]
    [InlineData(199, true)]
    [InlineData(200, false)]
    [InlineData(202, false)]
    [InlineData(299, false)]
    [InlineData(302, true)]
    [InlineData(401, true)]
    [InlineData(503, true)]
    [InlineData(0, true)]
    public void Due_AnyStatus_OnlyA2xxIsTaken(int status, bool isMissed)
    {
        TakeIn(new HookDelivery(1, "a", Now, "push", status));

        _missed.Count.ShouldBe(isMissed ? 1 : 0);
    }

    [Fact]
    public void Due_OtherEvents_AreNoneOfRexsBusiness()
    {
        TakeIn(Failed(1, "a", 0) with { Event = "issues" });

        _missed.Due(Now).ShouldBeEmpty();
    }

    [Fact]
    public void Due_TakenTheSecondTime_IsNotMissed()
    {
        TakeIn(Taken(2, "a", 1), Failed(1, "a", 2));

        _missed.Count.ShouldBe(0);
    }

    [Fact]
    public void Due_TakenLater_IsNotMissedAnyMore()
    {
        TakeIn(Failed(1, "a", 2));
        TakeIn(Taken(2, "a", 0));

        _missed.Count.ShouldBe(0);
    }

    [Fact]
    public void Due_Several_TheNewestDeliveryComesFirst()
    {
        TakeIn(Failed(3, "c", 1), Failed(2, "b", 2), Failed(1, "a", 3));

        _missed.Due(Now).ShouldBe([3, 2, 1]);
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 10)]
    [InlineData(4, 20)]
    [InlineData(8, 320)]
    [InlineData(9, 360)]
    [InlineData(60, 360)]
    public void Due_FailedAgainAndAgain_IsAskedForEverLessOften(int failures, int minutes)
    {
        TakeIn([.. Enumerable.Range(1, failures).Reverse().Select(id => Failed(id, "a", 0))]);

        var due = Now + TimeSpan.FromMinutes(minutes);
        _missed.Due(due - TimeSpan.FromTicks(1)).ShouldBeEmpty();
        _missed.Due(due).ShouldBe([failures]);
    }

    [Fact]
    public void Due_AskedForJustNow_WaitsUntilTheListCanShowIt()
    {
        TakeIn(Failed(1, "a", 0));
        _missed.Asked(1, Now);

        _missed.Due(Now + Every - TimeSpan.FromTicks(1)).ShouldBeEmpty();
        _missed.Due(Now + Every).ShouldBe([1]);
    }

    [Fact]
    public void TakeIn_TheSameAttemptTwice_CountsOnce()
    {
        TakeIn(Failed(1, "a", 0));
        TakeIn(Failed(1, "a", 0));

        _missed.Due(Now).ShouldBe([1]);
    }

    [Fact]
    public void TakeIn_AnotherAttemptLater_CountsWithTheFirst()
    {
        TakeIn(Failed(1, "a", 1));
        TakeIn(Failed(2, "a", 0));

        _missed.Due(Now).ShouldBeEmpty("it has failed twice");
        _missed.Due(Now + Every).ShouldBe([2]);
    }

    [Fact]
    public void TakeIn_OlderThanGitHubKeeps_IsGivenUp()
    {
        TakeIn(Failed(1, "a", 1), Failed(2, "b", 3));

        _missed.TakeIn([], Now - TimeSpan.FromMinutes(1));

        _missed.Due(Now).ShouldBe([1]);
    }

    private void TakeIn(params HookDelivery[] attempts) => _missed.TakeIn(attempts, Long);

    private static HookDelivery Failed(long id, string delivery, int minutesAgo) =>
        new(id, delivery, Now - TimeSpan.FromMinutes(minutesAgo), "push", 503);

    private static HookDelivery Taken(long id, string delivery, int minutesAgo) =>
        Failed(id, delivery, minutesAgo) with
        {
            StatusCode = 202,
        };
}
