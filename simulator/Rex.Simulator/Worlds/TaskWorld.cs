using Rex.Simulator.Oracles;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>A task of a scenario as it lives in a world.</summary>
internal sealed class TaskWorld(TaskDescription description, string workflow)
{
    public TaskDescription Description { get; } = description;

    public string Name => Description.Name;

    /// <summary>The name of its main workflow.</summary>
    public string Workflow { get; } = workflow;

    public TaskFacts Facts { get; } = new(description.Name, description.Task, description.Repository, description.PullRequest, workflow);
}
