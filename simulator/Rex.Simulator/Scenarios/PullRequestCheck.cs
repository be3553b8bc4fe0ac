namespace Rex.Simulator.Scenarios;

/// <summary>Checks what a scenario says about pull requests and what others do to them.</summary>
internal static class PullRequestCheck
{
    /// <param name="scenario">The scenario.</param>
    /// <param name="tasks">The names of its tasks.</param>
    /// <param name="require">Refuses the scenario where something does not hold, with the line and the problem.</param>
    public static void Check(Scenario scenario, IReadOnlySet<string> tasks, Action<bool, long, string> require)
    {
        foreach (var pullRequest in scenario.World.PullRequests)
        {
            RequireTask(pullRequest.Task, "world.pullRequests.task");
        }

        foreach (var deed in scenario.OnGitHub)
        {
            require(deed.Do.Line > 0, 0, "onGitHub.do: say what is done");
            RequireTask(deed.Task, "onGitHub.task");
            require(
                deed.Do.Value != GitHubDeedKind.Open || deed.PullRequest == 0,
                deed.Do.Line,
                "onGitHub.pullRequest: only the task's own one can be opened"
            );
        }

        void RequireTask(Located<string> task, string field) =>
            require(tasks.Contains(task.Value ?? ""), task.Line, $"{field}: there is no task '{task.Value}' in world.tasks");
    }
}
