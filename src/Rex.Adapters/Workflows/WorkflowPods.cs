using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Adapters.Kubernetes;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Workflows;

/// <summary>The pods of main workflows.</summary>
internal sealed class WorkflowPods(ResourceClient pods, ResourceWait wait)
{
    /// <summary>The label that names the workflow of a pod or a task result.</summary>
    public const string WorkflowLabel = "workflows.argoproj.io/workflow";

    private const string NodeIdAnnotation = "workflows.argoproj.io/node-id";
    private const string StatusFinalizer = "workflows.argoproj.io/status";
    private const int MaxReleaseTries = 5;

    /// <summary>The pods of a workflow.</summary>
    public async Task<WorkflowPodList> ListAsync(string workflow, CancellationToken cancellationToken) =>
        Read(await pods.ListAsync(ResourceQuery.Labelled(WorkflowLabel, workflow), cancellationToken));

    /// <summary>Waits until the pods of a workflow are as wanted.</summary>
    public Task<WorkflowPodList> WaitAsync(string workflow, Func<WorkflowPodList, bool> until, CancellationToken cancellationToken) =>
        wait.UntilAsync(pods, ResourceQuery.Labelled(WorkflowLabel, workflow), Read, until, cancellationToken);

    /// <summary>Deletes a pod if it still has this UID.</summary>
    public Task DeleteAsync(WorkflowPod pod, CancellationToken cancellationToken) =>
        pods.DeleteAsync(pod.Name, pod.Uid, PropagationPolicy.Background, cancellationToken);

    /// <summary>Takes the workflow controller's finalizer off a pod, and no other one.</summary>
    public async Task ReleaseAsync(WorkflowPod pod, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxReleaseTries; tries++)
        {
            if (await pods.GetAsync(pod.Name, cancellationToken) is not { } found || found.Uid() != pod.Uid)
            {
                return;
            }

            var finalizers = found.Finalizers();
            if (!finalizers.Contains(StatusFinalizer))
            {
                return;
            }

            var answer = await pods.MergePatchAsync(pod.Name, Without(found, finalizers), cancellationToken);
            if (answer.Status != HttpStatusCode.Conflict)
            {
                return;
            }
        }

        throw new PlatformException(
            ReasonCode.Conflict,
            $"The finalizer {StatusFinalizer} could not be taken off pod '{pod.Name}': it kept changing."
        );
    }

    /// <summary>A merge patch replaces the whole list; the version makes sure that it is the list that was read.</summary>
    private static JsonObject Without(JsonElement pod, IReadOnlyList<string> finalizers)
    {
        JsonNode?[] rest = [.. finalizers.Where(one => one != StatusFinalizer).Select(one => JsonValue.Create(one))];
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = pod.Uid(),
                ["resourceVersion"] = pod.Text("metadata", "resourceVersion"),
                ["finalizers"] = rest.Length > 0 ? new JsonArray(rest) : null,
            },
        };
    }

    private static WorkflowPodList Read(ResourceList list) => new([.. list.Items.Select(Read)], list.ServerTime);

    private static WorkflowPod Read(JsonElement pod) =>
        new(
            pod.Name(),
            pod.Uid(),
            pod.Text("metadata", "annotations", NodeIdAnnotation),
            pod.CreatedAt(),
            pod.IsDeleting(),
            HasEnded(pod),
            pod.Finalizers()
        );

    /// <summary>A grace period of zero is set when the kubelet has ended everything, or where no kubelet ever had the pod: only finalizers keep it.</summary>
    private static bool HasNoProcess(JsonElement pod) =>
        pod.IsDeleting()
        && pod.Find("metadata", "deletionGracePeriodSeconds") is { ValueKind: JsonValueKind.Number } grace
        && grace.GetRawText() == "0";

    private static bool HasEnded(JsonElement pod)
    {
        if (pod.Text("status", "phase") is "Succeeded" or "Failed" || HasNoProcess(pod))
        {
            return true;
        }

        var containers = pod.Items("status", "containerStatuses").ToList();
        return containers.Count > 0
            && containers.Count >= pod.Items("spec", "containers").Count()
            && containers.All(container => container.Find("state", "terminated") is { ValueKind: JsonValueKind.Object });
    }
}
