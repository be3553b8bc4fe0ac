using System.Globalization;
using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Core.Workflows;

/// <summary>
/// Chooses the main workflow of a task. Task ids repeat between repositories and finished workflows stay for days, so that the first answer of
/// a label query is not good enough.
/// </summary>
/// <param name="Workflow">The chosen one; null where there is none or no single one.</param>
/// <param name="Reason">Why none was chosen.</param>
/// <param name="Message">The reason in words.</param>
internal sealed record MainWorkflowSelection(MainWorkflow? Workflow, ReasonCode? Reason, string Message)
{
    /// <summary>The labels of a task's main workflows, in whatever repository.</summary>
    public static LabelSelector SelectorOf(TaskId task, PlatformNames names) =>
        LabelSelector.Of(
            LabelRequirement.Equal(names.WorkflowTypeLabel, names.MainWorkflowType),
            LabelRequirement.Equal(names.TaskLabel, task.Value.ToString(CultureInfo.InvariantCulture))
        );

    /// <summary>Whether a workflow is a main workflow of the pushed task, and at work.</summary>
    public static bool IsActiveOf(MainWorkflow workflow, Push push, PlatformNames names) =>
        !workflow.IsFinished && SelectorOf(push.Task, names).Matches(workflow.Labels) && IsOf(workflow, push.Repository, names);

    /// <summary>
    /// Of this repository's workflows of the task: the active one; of several the one that the task's runs name, or that Rex holds for the task and
    /// whose runs it has cancelled; where none is active the newest.
    /// </summary>
    public static MainWorkflowSelection Of(
        IReadOnlyList<MainWorkflow> candidates,
        IReadOnlyList<AgentRun> runs,
        Push push,
        PlatformNames names
    )
    {
        var own = candidates.Where(workflow => IsOf(workflow, push.Repository, names)).ToList();
        var active = own.Where(workflow => !workflow.IsFinished).ToList();
        if (active.Count > 1)
        {
            var running = active.Where(workflow => IsNamed(workflow, runs, names) || IsHeldFor(workflow, push)).ToList();
            active = running.Count == 0 ? active : running;
        }

        return active.Count switch
        {
            1 => new MainWorkflowSelection(active[0], null, $"Main workflow is {active[0].Name}."),
            0 => NewestOf(own, push),
            _ => new MainWorkflowSelection(null, ReasonCode.AmbiguousWorkflow, Ambiguous(active, push)),
        };
    }

    /// <summary>
    /// The same once one was chosen: it stays, since cancelling takes away what it was chosen by, unless the task has gone on in another one since.
    /// Whoever then cancelled for the first would cancel the work of the second.
    /// </summary>
    public static MainWorkflowSelection Keep(
        MainWorkflow chosen,
        IReadOnlyList<MainWorkflow> candidates,
        IReadOnlyList<AgentRun> runs,
        Push push,
        PlatformNames names
    )
    {
        var others = candidates.Where(workflow =>
            workflow.Uid != chosen.Uid && IsActiveOf(workflow, push, names) && (chosen.IsFinished || IsNamed(workflow, runs, names))
        );
        return others.FirstOrDefault() is { } other
            ? new MainWorkflowSelection(
                null,
                ReasonCode.WorkflowReplaced,
                $"Main workflow was {chosen.Name}, and {other.Name} is at work by now."
            )
            : new MainWorkflowSelection(chosen, null, $"Main workflow is {chosen.Name}.");
    }

    private static bool IsNamed(MainWorkflow workflow, IEnumerable<AgentRun> runs, PlatformNames names) =>
        runs.Any(run => run.Labels.GetValueOrDefault(names.WorkflowNameLabel) == workflow.Name);

    private static bool IsHeldFor(MainWorkflow workflow, Push push) =>
        RemediationId.TryParse(Hold.HolderOf(workflow), out var holder)
        && holder.RepositoryId == push.RepositoryId
        && holder.Task == push.Task;

    private static MainWorkflowSelection NewestOf(List<MainWorkflow> finished, Push push) =>
        finished.MaxBy(workflow => workflow.CreatedAt) is { } newest
            ? new MainWorkflowSelection(newest, null, $"Main workflow is {newest.Name}, which has finished.")
            : new MainWorkflowSelection(
                null,
                ReasonCode.WorkflowNotFound,
                $"There is no main workflow of task {push.Task} of {push.Repository.FullName}."
            );

    private static string Ambiguous(List<MainWorkflow> active, Push push) =>
        $"Task {push.Task} of {push.Repository.FullName} has several active main workflows: "
        + string.Join(", ", active.Select(workflow => workflow.Name).Order(StringComparer.Ordinal))
        + ".";

    /// <summary>
    /// The label tells the repository, else the argument. Where both are there both must: the label <c>a-b-c</c> is that of <c>a/b-c</c> and of
    /// <c>a-b/c</c>.
    /// </summary>
    private static bool IsOf(MainWorkflow workflow, RepositoryName repository, PlatformNames names)
    {
        var label = workflow.Labels.GetValueOrDefault(names.RepositoryLabel);
        var argument = workflow.Parameter(names.RepositoryParameter);
        var labelFits = label is null || repository.HasLabelValue(label);
        var argumentFits = argument is null || (RepositoryName.TryParseUrl(argument, out var named) && named == repository);
        return (label is not null || argument is not null) && labelFits && argumentFits;
    }
}
