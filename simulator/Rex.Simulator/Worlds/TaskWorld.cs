using Rex.Simulator.Oracles;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>A task of a scenario as it lives in a world.</summary>
internal sealed class TaskWorld(TaskDescription description, string workflow, IEnumerable<PullRequestDescription> pullRequests)
{
    public TaskDescription Description { get; } = description;

    public string Name => Description.Name;

    /// <summary>The name of its main workflow.</summary>
    public string Workflow { get; } = workflow;

    public TaskFacts Facts { get; } =
        new(description.Name, description.Task, description.Repository, description.PullRequest, workflow)
        {
            Branch = description.Branch,
            OtherPullRequests =
            [
                .. pullRequests
                    .Where(one => one.Task.Value == description.Name && one.Number != 0)
                    .Select(one => new PullRequestFact(one.Number, one.Branch.Length == 0 ? description.Branch : one.Branch)),
            ],
        };
}
