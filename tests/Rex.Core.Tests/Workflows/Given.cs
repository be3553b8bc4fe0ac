using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows;

/// <summary>What plans are made from in these tests: one push to task 1 of acme/shop.</summary>
internal static class Given
{
    public static readonly DateTimeOffset PushedAt = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    public static Push Push(DateTimeOffset? pushedAt = null) =>
        new()
        {
            RepositoryId = 77,
            Repository = RepositoryName.Parse("acme/shop"),
            Branch = BranchName.Parse("task-1-shop"),
            Task = TaskId.Parse("1"),
            Before = CommitSha.Parse(new string('a', 40)),
            After = CommitSha.Parse(new string('b', 40)),
            PushedAt = pushedAt ?? PushedAt,
        };

    public static PullRequest PullRequest(DateTimeOffset? createdAt = null) =>
        new(42, "https://github.com/acme/shop/pull/42", new string('b', 40), createdAt ?? PushedAt.AddHours(-1), []);

    public static AgentRun QualityRun(DateTimeOffset createdAt) =>
        new(
            "coderun-quality",
            "uid",
            "1",
            createdAt,
            new Dictionary<string, string> { ["workflow-stage"] = "quality" },
            "acme/shop",
            "Running",
            false,
            []
        );

    public static PlanInput Input(MainWorkflow workflow) => new(workflow, [PullRequest()], [], Push(), PushedAt.AddSeconds(5));

    public static RestartStamp Stamp() =>
        new(Push().Id, CommitSha.Parse(new string('b', 40)), PushedAt.AddSeconds(10), "current-stage", "waiting-pr-created");

    public static RestartPlanner Planner(RestartStrategy strategy = RestartStrategy.Auto) =>
        new(new PlatformNames(), new RestartOptions { Strategy = strategy });
}
