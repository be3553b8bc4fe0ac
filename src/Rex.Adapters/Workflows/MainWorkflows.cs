using System.Net;
using System.Text.Json.Nodes;
using Rex.Adapters.Kubernetes;
using Rex.Core.Agents;
using Rex.Core.Workflows;

namespace Rex.Adapters.Workflows;

/// <summary>Main workflows as Argo <c>Workflow</c> objects. The resource has no status subresource: one write covers all of it.</summary>
internal sealed class MainWorkflows(ResourceClient workflows, WorkflowPods pods, ResourceClient taskResults, ResourceWait wait)
    : IMainWorkflows
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MainWorkflow>> ListAsync(LabelSelector selector, CancellationToken cancellationToken)
    {
        var list = await workflows.ListAsync(ResourceQuery.Labelled(selector), cancellationToken);
        return [.. list.Items.Select(MainWorkflow.From)];
    }

    /// <inheritdoc/>
    public async Task<MainWorkflow?> GetAsync(string name, CancellationToken cancellationToken) =>
        await workflows.GetAsync(name, cancellationToken) is { } found ? MainWorkflow.From(found) : null;

    /// <inheritdoc/>
    public async Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken)
    {
        var answer = await workflows.MergePatchAsync(name, patch, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.Conflict => new WorkflowWrite(WriteResult.Conflict, null),
            HttpStatusCode.NotFound => new WorkflowWrite(WriteResult.NotFound, null),
            _ => new WorkflowWrite(WriteResult.Written, MainWorkflow.From(answer.Body)),
        };
    }

    /// <inheritdoc/>
    public Task<MainWorkflow?> WaitAsync(string name, Func<MainWorkflow?, bool> until, CancellationToken cancellationToken) =>
        wait.UntilAsync(
            workflows,
            ResourceQuery.Named(name),
            list => list.Items.Select(MainWorkflow.From).FirstOrDefault(workflow => workflow.Name == name),
            until,
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<WorkflowPodList> ListPodsAsync(string workflow, CancellationToken cancellationToken) =>
        pods.ListAsync(workflow, cancellationToken);

    /// <inheritdoc/>
    public Task<WorkflowPodList> WaitForPodsAsync(
        string workflow,
        Func<WorkflowPodList, bool> until,
        CancellationToken cancellationToken
    ) => pods.WaitAsync(workflow, until, cancellationToken);

    /// <inheritdoc/>
    public Task DeletePodAsync(WorkflowPod pod, CancellationToken cancellationToken) => pods.DeleteAsync(pod, cancellationToken);

    /// <inheritdoc/>
    public Task ReleasePodAsync(WorkflowPod pod, CancellationToken cancellationToken) => pods.ReleaseAsync(pod, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ObjectReference>> ListTaskResultsAsync(string workflow, CancellationToken cancellationToken)
    {
        var list = await taskResults.ListAsync(ResourceQuery.Labelled(WorkflowPods.WorkflowLabel, workflow), cancellationToken);
        return [.. list.Items.Select(result => new ObjectReference(result.Name(), result.Uid()))];
    }

    /// <inheritdoc/>
    public Task DeleteTaskResultAsync(ObjectReference taskResult, CancellationToken cancellationToken) =>
        taskResults.DeleteAsync(taskResult.Name, taskResult.Uid, PropagationPolicy.Background, cancellationToken);
}
