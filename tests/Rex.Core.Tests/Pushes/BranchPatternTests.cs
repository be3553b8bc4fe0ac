using CsCheck;
using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class BranchPatternTests
{
    private static readonly PushPolicy Default = new(new PushOptions { Repositories = ["5dlabs/cto"] });

    [Theory]
    [InlineData("task-3", 3)]
    [InlineData("feature/task-3", 3)]
    [InlineData("feature/task-3-login", 3)]
    [InlineData("task-999999999-x", 999_999_999)]
    [InlineData("task-12-feature/task-9", 12)]
    [InlineData("task-3--", 3)]
    [InlineData("task-3-{{workflow.name}}", 3)]
    [InlineData("task-3-;reboot", 3)]
    public void TaskOf_TaskBranch_IsItsTask(string branch, int task) => TaskOf(Default, branch).ShouldBe(task);

    [Theory]
    [InlineData("main")]
    [InlineData("task-")]
    [InlineData("task-0")]
    [InlineData("task-03")]
    [InlineData("task-1000000000")]
    [InlineData("task-99999999999999999999")]
    [InlineData("task-3x")]
    [InlineData("task-3-")]
    [InlineData("task-3/login")]
    [InlineData("task-3_login")]
    [InlineData("task--3")]
    [InlineData("task-٣")]
    [InlineData("Task-3")]
    [InlineData("Feature/task-3")]
    [InlineData("bugfix/task-3")]
    [InlineData("feature/feature/task-3")]
    [InlineData("my-task-3")]
    [InlineData("feature/x-task-3")]
    [InlineData("task-{{id}}")]
    [InlineData("task-$(id)")]
    public void TaskOf_AnotherBranch_IsNone(string branch) => TaskOf(Default, branch).ShouldBeNull();

    [Fact]
    public void TaskOf_AnyTaskAndSuffix_IsThatTask() =>
        Gen.Select(Gen.Bool, Gen.Int[1, TaskId.MaxValue], Gen.String[Gen.Char["abcXYZ019-_/;$`{}é"], 0, 20])
            .Select((feature, task, rest) => (Name: $"{(feature ? "feature/" : "")}task-{task}{(rest == "" ? "" : "-" + rest)}", task))
            .Where(one => BranchName.TryParse(one.Name, out _) && !one.Name.EndsWith('-'))
            .Sample(one => TaskOf(Default, one.Name) == one.task);

    [Fact]
    public void TaskOf_AnyBranch_IsATaskOnlyWhereTheNameBeginsWithIt() =>
        Gen.String[Gen.Char["fetursk/-0123"], 0, 16]
            .Select(rest => "task-" + rest)
            .Where(name => BranchName.TryParse(name, out _))
            .Sample(name =>
            {
                if (TaskOf(Default, name) is { } task)
                {
                    (name == $"task-{task}" || name.StartsWith($"task-{task}-", StringComparison.Ordinal)).ShouldBeTrue();
                }
            });

    [Theory]
    [InlineData("(?<id>[0-9]+)", "7", 7)]
    [InlineData("(?<id>[0-9]+)", "x7", null)]
    [InlineData("(?<id>[0-9]+)", "7x", null)]
    [InlineData("(?<id>[0-9]+)", "0", null)]
    [InlineData("(?<id>[0-9]+)", "1234567890", null)]
    [InlineData(@"(?<id>\d+)", "٣", null)]
    [InlineData("(?<id>.*)", "7;reboot", null)]
    [InlineData("x|t(?<id>[0-9])", "x", null)]
    [InlineData("t(?<id>[0-9])|t(?<id>[0-9])-x", "t7-x", 7)]
    [InlineData("t(?<id>[0-9])?|.*", "t", null)]
    [InlineData("(?m)^t(?<id>[0-9])$", "t7", 7)]
    [InlineData("(?i)TASK/(?<id>[0-9]+)", "task/7", 7)]
    [InlineData("^t(?<id>[0-9])$", "t7", 7)]
    public void TaskOf_OwnPattern_MatchesTheWholeNameOrNothing(string pattern, string branch, int? task) =>
        TaskOf(new PushPolicy(new PushOptions { Repositories = ["5dlabs/cto"], BranchPattern = pattern }), branch).ShouldBe(task);

    [Fact]
    public void TaskOf_PatternThatWouldBacktrackForEver_Ends()
    {
        var policy = new PushPolicy(new PushOptions { Repositories = ["5dlabs/cto"], BranchPattern = "(a+)+(?<id>[0-9])" });

        TaskOf(policy, new string('a', 250)).ShouldBeNull();
    }

    private static int? TaskOf(PushPolicy policy, string branch) => policy.TaskOf(BranchName.Parse(branch))?.Value;
}
