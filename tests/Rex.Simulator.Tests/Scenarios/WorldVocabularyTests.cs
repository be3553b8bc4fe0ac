using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Tests.Scenarios;

/// <summary>What scenarios say about which workflows, pull requests and idle times there are.</summary>
public sealed class WorldVocabularyTests
{
    private const string Small = """
        about: two main workflows, two pull requests
        world:
          tasks:
            - {task: 3, name: one, repositoryLabel: none}
            - {task: 3, name: two, starts: [one workflow succeeded]}
            - {task: 4, withoutWorkflow: true}
          pullRequests:
            - {task: one, number: 203, labels: [ready-for-qa], closed: true}
        deliveries:
          - {push: two, branch: task-3-again, redelivered: 70h, duplicates: 1, failsIn: RemoveQaLabel, failedBefore: [TimedOut], outcome: [Restarted]}
        idle:
          - {when: [one label 203 absent, one stage waiting-pr-created], for: 3d, clearsLedger: true}
        onGitHub:
          - {do: label, task: two, pullRequest: 203, when: [two cleo running]}
        """;

    [Fact]
    public void Read_WorkflowsPullRequestsAndIdleTimes_AreUnderstood()
    {
        var scenario = ScenarioReader.Read("small.yaml", Small);

        scenario.World.Tasks[1].Starts[0].Value.ShouldBe(new Condition("one", ConditionSubject.Workflow, "", "succeeded"));
        scenario.World.PullRequests[0].Number.ShouldBe(203);
        scenario.Deliveries[0].Deliveries.ShouldBe(3);
        scenario.Deliveries[0].FailsIn!.Value.Value.ShouldBe("RemoveQaLabel");
        scenario.Idle[0].For.ShouldBe(TimeSpan.FromDays(3));
        scenario.Idle[0].When[0].Value.ShouldBe(new Condition("one", ConditionSubject.Label, "203", "absent"));
        scenario.Idle[0].When[1].Value.ShouldBe(new Condition("one", ConditionSubject.Stage, "", "waiting-pr-created"));
        scenario.OnGitHub[0].Do.Value.ShouldBe(GitHubDeedKind.Label);
    }

    [Theory]
    [InlineData("one workflow succeeded]", "three workflow succeeded]", "bad.yaml(5): there is no task 'three'")]
    [InlineData("withoutWorkflow: true", "withoutWorkflow: true, starts: [one workflow failed]", "bad.yaml(6): world.tasks.starts")]
    [InlineData("{task: one, number", "{task: three, number", "bad.yaml(8): world.pullRequests.task: there is no task 'three'")]
    [InlineData("for: 3d, ", "", "bad.yaml(12): idle.for: say how long it is")]
    [InlineData("[one label 203", "[one label x", "bad.yaml(12): 'one label x absent' is no condition")]
    [InlineData("do: label", "do: praise", "bad.yaml(14): 'praise' is none of open, close, label")]
    [InlineData("do: label, ", "", "onGitHub.do: say what is done")]
    [InlineData("do: label", "do: open", "bad.yaml(14): onGitHub.pullRequest")]
    [InlineData("task: two, pull", "task: three, pull", "bad.yaml(14): onGitHub.task: there is no task 'three'")]
    [InlineData("[one label 203", "[one push b failed, one label 203", "bad.yaml(12): no delivery has the commit 'b'")]
    [InlineData("world:", "processes: 6\nworld:", "processes: 6 is not from 1 to 5")]
    [InlineData("failsIn: RemoveQaLabel", "failsIn: Praise", "bad.yaml(10): deliveries.failsIn: 'Praise' is no step")]
    public void Read_SomethingThatCannotBe_NamesFileLineAndField(string right, string wrong, string message) =>
        Should
            .Throw<ScenarioException>(() => ScenarioReader.Read("bad.yaml", Small.Replace(right, wrong, StringComparison.Ordinal)))
            .Message.ShouldContain(message);
}
