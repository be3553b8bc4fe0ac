using System.Globalization;
using Rex.Core.Options;
using Rex.Core.Pushes;

namespace Rex.Core.Agents;

/// <summary>Which agent runs are a task's downstream runs: the only ones that are ever cancelled.</summary>
internal static class DownstreamRuns
{
    /// <summary>The selector of the downstream agents' runs of a task, in whatever repository.</summary>
    public static LabelSelector SelectorOf(TaskId task, PlatformNames names) =>
        LabelSelector.Of(
            LabelRequirement.Equal(names.TaskLabel, task.Value.ToString(CultureInfo.InvariantCulture)),
            LabelRequirement.In(names.AgentLabel, names.DownstreamAgents)
        );

    /// <summary>
    /// Whether a run is of this repository: task ids repeat between repositories, and runs have no repository label. It is where it names the
    /// task's main workflow, or its repository is the pushed one.
    /// </summary>
    public static bool IsOf(AgentRun run, RepositoryName repository, string? mainWorkflow, PlatformNames names) =>
        (mainWorkflow is not null && run.Labels.GetValueOrDefault(names.WorkflowNameLabel) == mainWorkflow)
        || (RepositoryName.TryParseUrl(run.RepositoryUrl, out var named) && named == repository);
}
