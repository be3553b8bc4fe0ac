using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.GitHub;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Tests.GitHub;

public sealed class GitHubTroublesTests
{
    private readonly FakeTimeProvider clock = new();
    private bool isHeld;

    [Theory]
    [InlineData("outage", GitHubTrouble.Outage)]
    [InlineData("lostAccess", GitHubTrouble.LostAccess)]
    [InlineData("badToken", GitHubTrouble.BadToken)]
    [InlineData("reset", GitHubTrouble.Reset)]
    public void For_CallerWhoIsMeant_IsThatTrouble(string what, object trouble)
    {
        var troubles = Troubles(Describe(what));

        troubles.For("rex-1").ShouldBe((GitHubTrouble)trouble);
        troubles.For("agent-5DLabs-Cleo").ShouldBe(GitHubTrouble.None);
        troubles.LatencyFor("rex-1").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void For_Trouble_BeginsWhenItsConditionHoldsAndEndsAfterItsTime()
    {
        var troubles = Troubles(
            Describe("outage") with
            {
                When = [new Located<Condition>(Condition.Parse("workflow held"), 1)],
                For = TimeSpan.FromSeconds(30),
            }
        );

        troubles.For("rex-0").ShouldBe(GitHubTrouble.None);
        troubles.Unused.ShouldHaveSingleItem();
        isHeld = true;
        troubles.For("rex-0").ShouldBe(GitHubTrouble.Outage);
        isHeld = false;
        clock.Advance(TimeSpan.FromSeconds(29));
        troubles.For("rex-0").ShouldBe(GitHubTrouble.Outage);
        clock.Advance(TimeSpan.FromSeconds(1));
        troubles.For("rex-0").ShouldBe(GitHubTrouble.None);
        troubles.Unused.ShouldBeEmpty();
    }

    [Fact]
    public void LatencyFor_TwoSlownesses_IsTheLonger()
    {
        var slow = Describe("slow");
        var troubles = Troubles(slow with { By = TimeSpan.FromSeconds(2) }, slow with { By = TimeSpan.FromSeconds(5) }, Describe("outage"));

        troubles.LatencyFor("rex-0").ShouldBe(TimeSpan.FromSeconds(5));
        troubles.For("rex-0").ShouldBe(GitHubTrouble.Outage);
    }

    private static GitHubTroubleDescription Describe(string what) => new() { Do = new Located<string>(what, 1) };

    private GitHubTroubles Troubles(params GitHubTroubleDescription[] troubles) => new(troubles, _ => isHeld, clock);
}
