using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Small = """
        about: a push
        world:
          tasks:
            - {task: 3, count: 2}
        startWhen: [task-4 cleo running]
        deliveries:
          - {push: all, at: 500ms, outcome: [Restarted]}
        """;

    [Fact]
    public void Read_SmallScenario_FillsInWhatIsLeftOut()
    {
        var scenario = ScenarioReader.Read("some/small.yaml", Small);

        scenario.Name.ShouldBe("small");
        scenario.World.Tasks.Select(task => task.Name).ShouldBe(["task-3", "task-4"]);
        scenario.World.Tasks.Select(task => task.PullRequest).ShouldBe([103, 104]);
        scenario.World.Tasks.Select(task => task.Branch).ShouldBe(["feature/task-3", "feature/task-4"]);
        scenario.Deliveries[0].At.ShouldBe(TimeSpan.FromMilliseconds(500));
        scenario.StartWhen[0].Value.ShouldBe(new Condition("task-4", ConditionSubject.Agent, "5DLabs-Cleo", "running"));
    }

    [Theory]
    [InlineData("at: 500ms", "at: 500", "bad.yaml(7): '500' is no duration")]
    [InlineData("at: 500ms", "at: soon", "bad.yaml(7): 'soon' is no duration")]
    [InlineData("about:", "abuot:", "abuot")]
    [InlineData("task-4 cleo running", "task-4 cleo sleeping", "bad.yaml(5): 'task-4 cleo sleeping' is no condition")]
    [InlineData("task-4 cleo running", "task-9 cleo running", "bad.yaml(5): there is no task 'task-9'")]
    [InlineData("push: all", "push: task-9", "bad.yaml(7): deliveries.push: there is no task 'task-9'")]
    [InlineData("push: all, ", "", "deliveries: each has either 'push' or 'file'")]
    [InlineData(", outcome: [Restarted]", "", "bad.yaml(7): deliveries.outcome")]
    [InlineData("task-4 cleo running", "workflow restarted b", "bad.yaml(5): no delivery has the commit 'b'")]
    [InlineData("at: 500ms", "newestFirst: 2s", "bad.yaml(7): deliveries.newestFirst: there is one push only")]
    [InlineData("count: 2", "repository: acme/other", "there is no repository 'acme/other'")]
    [InlineData("count: 2", "generation: g9", "'g9' is none of g1, g2, g3")]
    public void Read_SomethingThatCannotBe_NamesFileLineAndField(string right, string wrong, string message)
    {
        var error = Should.Throw<ScenarioException>(() =>
            ScenarioReader.Read("bad.yaml", Small.Replace(right, wrong, StringComparison.Ordinal))
        );

        error.Message.ShouldContain("bad.yaml");
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void Read_EmptyFile_SaysSo() =>
        Should.Throw<ScenarioException>(() => ScenarioReader.Read("empty.yaml", "")).Message.ShouldContain("empty");

    [Fact]
    public void Read_EveryScenarioThatComesWithTheSimulator_IsRight()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "scenarios"), "*.yaml");

        files.Length.ShouldBeGreaterThanOrEqualTo(22);
        foreach (var file in files)
        {
            var scenario = ScenarioReader.ReadFile(file);
            scenario.About.ShouldNotBeEmpty();
            scenario
                .Deliveries.Select(delivery => delivery.File?.Value)
                .OfType<string>()
                .ShouldAllBe(path => File.Exists(Path.Combine(AppContext.BaseDirectory, "deliveries", path)));
        }
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("2s", 2_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public void Parse_Duration_GivesItsLength(string text, double milliseconds) =>
        DurationConverter.Parse(text).TotalMilliseconds.ShouldBe(milliseconds);
}
