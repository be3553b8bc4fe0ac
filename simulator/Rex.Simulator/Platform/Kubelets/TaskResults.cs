using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>
/// How a step's result reaches its workflow: an object with the node's id for a name. One that is there already, from an earlier pod of
/// the node, is patched, so that its outputs stay where the new ones do not replace them.
/// </summary>
internal sealed class TaskResults(KubeApi api, ExecutorPod pod)
{
    public async Task ReportAsync(bool completed, JsonObject? outputs, bool owned, CancellationToken cancellationToken)
    {
        var labels = new JsonObject
        {
            [ArgoNames.Workflow] = pod.Workflow,
            [ArgoNames.ReportOutputsCompleted] = completed ? "true" : "false",
        };
        var metadata = new JsonObject { ["name"] = pod.NodeId, ["labels"] = labels };
        if (owned)
        {
            metadata["ownerReferences"] = new JsonArray(
                new JsonObject
                {
                    ["apiVersion"] = ArgoNames.ApiVersion,
                    ["kind"] = "Workflow",
                    ["name"] = pod.Workflow,
                    ["uid"] = pod.WorkflowUid,
                }
            );
        }

        var result = new JsonObject
        {
            ["apiVersion"] = ArgoNames.ApiVersion,
            ["kind"] = "WorkflowTaskResult",
            ["metadata"] = metadata,
        };
        result.SetOrRemove("outputs", outputs);
        try
        {
            await api.CreateAsync(KubeResource.WorkflowTaskResults, pod.Namespace, result, cancellationToken);
        }
        catch (KubeApiException error) when (error.AlreadyExists)
        {
            await PatchAsync(completed, outputs, labels, cancellationToken);
        }
    }

    private async Task PatchAsync(bool completed, JsonObject? outputs, JsonObject labels, CancellationToken cancellationToken)
    {
        var patch = new JsonObject();
        if (completed)
        {
            patch["metadata"] = new JsonObject { ["labels"] = labels.DeepClone() };
        }

        patch.SetOrRemove("outputs", outputs?.DeepClone());
        try
        {
            await api.PatchAsync(KubeResource.WorkflowTaskResults, pod.Namespace, pod.NodeId, patch, cancellationToken);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            // Deleted in between: the result is lost, as it would be.
        }
    }
}
