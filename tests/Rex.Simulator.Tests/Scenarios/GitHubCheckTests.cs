using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Tests.Scenarios;

public sealed class GitHubCheckTests
{
    private const string Right = """
        about: GitHub has a bad day
        world:
          tasks:
            - {task: 3}
          gitHub:
            requestsLeft: 4
            resetIn: 5m
            pointsAMinute: 9
            atOnce: 2
            penalty: 90s
            limitStatus: 429
            namesTheWait: false
            largestPage: 1
            troubles:
              - {do: slow, by: 6s, for: 60s, when: [task-3 workflow held]}
              - {do: badToken, from: ^rex-0$}
        deliveries:
          - {push: task-3, outcome: [Restarted]}
        """;

    [Fact]
    public void Read_EverythingAboutGitHub_IsTaken()
    {
        var gitHub = ScenarioReader.Read("right.yaml", Right).World.GitHub;

        gitHub.ResetIn.ShouldBe(TimeSpan.FromMinutes(5));
        gitHub.Troubles[0].By.ShouldBe(TimeSpan.FromSeconds(6));
        gitHub.Troubles[1].From.Value.ShouldBe("^rex-0$");
    }

    [Theory]
    [InlineData("requestsLeft: 4", "requestsLeft: -1", "world.gitHub.requestsLeft")]
    [InlineData("resetIn: 5m", "resetIn: 2h", "world.gitHub.resetIn: within an hour")]
    [InlineData("pointsAMinute: 9", "pointsAMinute: 4", "world.gitHub.pointsAMinute: at least 5")]
    [InlineData("atOnce: 2", "atOnce: 0", "world.gitHub.atOnce: at least 1")]
    [InlineData("penalty: 90s", "penalty: 0s", "world.gitHub.penalty")]
    [InlineData("limitStatus: 429", "limitStatus: 430", "world.gitHub.limitStatus: 430 is none of 403, 429")]
    [InlineData("largestPage: 1", "largestPage: 101", "world.gitHub.largestPage: from 1 to 100")]
    [InlineData(
        "do: slow",
        "do: slwo",
        "bad.yaml(15): world.gitHub.troubles.do: 'slwo' is none of slow, outage, lostAccess, badToken, reset"
    )]
    [InlineData("by: 6s", "by: 10s", "bad.yaml(15): world.gitHub.troubles.by: say how long answers take, less than 10s")]
    [InlineData("for: 60s", "for: 0s", "bad.yaml(15): world.gitHub.troubles.for")]
    [InlineData("from: ^rex-0$", "from: '('", "bad.yaml(16): world.gitHub.troubles.from: '(' is no regular expression")]
    [InlineData("from: ^rex-0$", "by: 1s", "bad.yaml(16): world.gitHub.troubles.by: only slow answers have it")]
    [InlineData("task-3 workflow held", "task-9 workflow held", "bad.yaml(15): there is no task 'task-9'")]
    public void Read_SomethingThatCannotBe_NamesWhatAndWhere(string right, string wrong, string message) =>
        Should
            .Throw<ScenarioException>(() => ScenarioReader.Read("bad.yaml", Right.Replace(right, wrong, StringComparison.Ordinal)))
            .Message.ShouldContain(message);
}
