namespace Rex.Simulator.Scenarios;

/// <summary>Fills in what a scenario leaves out.</summary>
internal static class ScenarioDefaults
{
    public static void Apply(Scenario scenario)
    {
        scenario.World.Tasks = [.. scenario.World.Tasks.SelectMany(Expand)];
    }

    /// <summary>One task as it stands, or as many as its count says, numbered upwards.</summary>
    private static IEnumerable<TaskDescription> Expand(TaskDescription task) =>
        Enumerable
            .Range(0, task.Count)
            .Select(index =>
            {
                var number = task.Task + index;
                return task with
                {
                    Task = number,
                    Count = 1,
                    Name =
                        task.Name.Length == 0 ? $"task-{number}"
                        : task.Count > 1 ? $"{task.Name}-{number}"
                        : task.Name,
                    Branch = task.Branch.Length == 0 ? $"feature/task-{number}" : task.Branch,
                    PullRequest = task.PullRequest == 0 ? 100 + number : task.PullRequest + index,
                    Service = task.OwnServices ? $"{task.Service}-{number}" : task.Service,
                };
            });
}
