using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Remediations;

namespace Rex.Core.Workflows;

/// <summary>
/// Main workflows (the Argo <c>Workflow</c> resource) with their pods and task results, all in one namespace.
/// Failures come as <see cref="PlatformException"/>; conflicts and absent objects are results.
/// </summary>
public interface IMainWorkflows
{
    /// <summary>The workflows that the selector matches.</summary>
    Task<IReadOnlyList<MainWorkflow>> ListAsync(LabelSelector selector, CancellationToken cancellationToken);

    /// <summary>The workflow of this name, or null.</summary>
    Task<MainWorkflow?> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Applies a JSON merge patch (RFC 7386). The patch carries <c>metadata.resourceVersion</c>, and <c>metadata.uid</c>, as its precondition.
    /// </summary>
    Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken);

    /// <summary>Waits until the workflow is as wanted (null: it is gone) and returns it. Level-triggered: dropped watches and missed states do no harm.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    Task<MainWorkflow?> WaitAsync(string name, Func<MainWorkflow?, bool> until, CancellationToken cancellationToken);

    /// <summary>The pods with the label <c>workflows.argoproj.io/workflow</c> of this workflow.</summary>
    Task<WorkflowPodList> ListPodsAsync(string workflow, CancellationToken cancellationToken);

    /// <summary>Waits until the pods are as wanted and returns them; likewise level-triggered.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    Task<WorkflowPodList> WaitForPodsAsync(string workflow, Func<WorkflowPodList, bool> until, CancellationToken cancellationToken);

    /// <summary>Deletes the pod if it still has this UID, with its own grace period, never by force. Absent, or another UID: done.</summary>
    Task DeletePodAsync(WorkflowPod pod, CancellationToken cancellationToken);

    /// <summary>Takes the finalizer <c>workflows.argoproj.io/status</c> off the pod if it still has this UID. Absent, or another UID: done.</summary>
    Task ReleasePodAsync(WorkflowPod pod, CancellationToken cancellationToken);

    /// <summary>The WorkflowTaskResults with the label <c>workflows.argoproj.io/workflow</c> of this workflow; the name of each is its node's id.</summary>
    Task<IReadOnlyList<ObjectReference>> ListTaskResultsAsync(string workflow, CancellationToken cancellationToken);

    /// <summary>Deletes the task result if it still has this UID. Absent, or another UID: done.</summary>
    Task DeleteTaskResultAsync(ObjectReference taskResult, CancellationToken cancellationToken);
}
