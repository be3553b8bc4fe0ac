using System.Globalization;
using Rex.Core.Agents;
using Rex.Core.Remediations;

namespace Rex.Adapters.Remediations;

/// <summary>The labels of a <c>Remediation</c> by which those of one task are found, and its annotation.</summary>
internal static class RemediationLabels
{
    /// <summary>GitHub's id of the repository.</summary>
    public const string RepositoryId = "rex.agents.platform/repository-id";

    /// <summary>The task's number.</summary>
    public const string TaskId = "rex.agents.platform/task-id";

    /// <summary>Marks what was accepted by a Rex that runs dry.</summary>
    public const string DryRun = "rex.agents.platform/dry-run";

    /// <summary>The annotation with the trace of the delivery that brought it (W3C <c>traceparent</c>).</summary>
    public const string TraceParent = "rex.agents.platform/traceparent";

    /// <summary>The label values of a task.</summary>
    public static (string RepositoryId, string TaskId) Of(TaskKey task) =>
        (task.RepositoryId.ToString(CultureInfo.InvariantCulture), task.Task.ToString());

    /// <summary>Selects the remediations of a task.</summary>
    public static LabelSelector Select(TaskKey task)
    {
        var (repositoryId, taskId) = Of(task);
        return LabelSelector.Of(LabelRequirement.Equal(RepositoryId, repositoryId), LabelRequirement.Equal(TaskId, taskId));
    }
}
