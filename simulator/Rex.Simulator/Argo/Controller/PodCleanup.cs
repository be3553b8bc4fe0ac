using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Platform;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Controller;

/// <summary>
/// What the controller does to pods besides creating them: label, unlock, signal, delete. What is put off goes by the pod's name: by then
/// the name may be another pod's.
/// </summary>
internal sealed class PodCleanup(KubeApi api, TimeProvider time, ArgoOptions options) : IDisposable
{
    private const string Termination = "terminate";
    private const string Kill = "kill";
    private const string Deletion = "delete";

    private readonly WorkQueue queue = new(time);

    /// <summary>Does what is put off, when it is due, until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => queue.RunAsync(options.Workers, ActAsync, cancellationToken);

    public void Dispose() => queue.Dispose();

    /// <summary>Asks the pod's containers to end, and kills them later.</summary>
    public void QueueTermination(string ns, string pod) => queue.Add(KeyOf(ns, pod, Termination));

    /// <summary>Labels a recorded pod completed and takes the finalizer off.</summary>
    public Task CompleteAsync(JsonElement pod, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject { ["labels"] = new JsonObject { [ArgoNames.Completed] = "true" } };
        AddWithoutFinalizer(metadata, pod);
        return PatchAsync(pod.Namespace(), pod.Name(), metadata, cancellationToken);
    }

    /// <summary>Does with a recorded pod what the workflow's <c>podGC</c> says, else labels it.</summary>
    public Task CleanUpAsync(JsonElement pod, PodGc podGc, string? workflowPhase, CancellationToken cancellationToken)
    {
        switch (podGc.ActionFor(workflowPhase, pod.Phase()))
        {
            case PodGcAction.Delete:
                queue.AddAfter(KeyOf(pod.Namespace(), pod.Name(), Deletion), podGc.Delay);
                return Task.CompletedTask;
            case PodGcAction.Unlock:
                return UnlockAsync(pod, cancellationToken);
            default:
                return CompleteAsync(pod, cancellationToken);
        }
    }

    /// <summary>Takes the finalizer off where the pod has it.</summary>
    public Task UnlockAsync(JsonElement pod, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject();
        return AddWithoutFinalizer(metadata, pod)
            ? PatchAsync(pod.Namespace(), pod.Name(), metadata, cancellationToken)
            : Task.CompletedTask;
    }

    public async Task UnlockAllAsync(string ns, string workflow, CancellationToken cancellationToken)
    {
        var pods = await api.ListAsync(KubeResource.Pods, ns, $"{ArgoNames.Workflow}={workflow}", cancellationToken);
        foreach (var pod in pods.GetProperty("items").EnumerateArray())
        {
            await UnlockAsync(pod, cancellationToken);
        }
    }

    private static string KeyOf(string ns, string pod, string action) => $"{ns}/{pod}/{action}";

    private async Task ActAsync(string key, CancellationToken cancellationToken)
    {
        var (ns, name, action) = key.Split('/') is [var first, var second, var third] ? (first, second, third) : ("", "", "");
        try
        {
            if (await api.FindAsync(KubeResource.Pods, ns, name, cancellationToken) is { } pod)
            {
                await ActAsync(pod, action, cancellationToken);
            }
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or IOException)
        {
            // The cluster cannot be reached: tried again, with everything else going on.
            queue.AddAfter(key, options.RequeueTime);
        }
    }

    private async Task ActAsync(JsonElement pod, string action, CancellationToken cancellationToken)
    {
        if (action == Deletion || (action == Termination && pod.Phase() is null or "" or "Pending"))
        {
            await UnlockAsync(pod, cancellationToken);
            await api.DeleteAsync(KubeResource.Pods, pod.Namespace(), pod.Name(), null, cancellationToken, "Background");
        }
        else if (pod.Label(ArgoNames.Completed) != "true" && !WorkflowPhases.IsCompleted(pod.Phase()))
        {
            var signal = action == Kill ? PodSignals.Kill : PodSignals.Terminate;
            var annotations = new JsonObject { [PodSignals.Annotation] = signal };
            await PatchAsync(pod.Namespace(), pod.Name(), new JsonObject { ["annotations"] = annotations }, cancellationToken);
            if (action == Termination)
            {
                queue.AddAfter(KeyOf(pod.Namespace(), pod.Name(), Kill), options.KillDelay);
            }
        }
    }

    private static bool AddWithoutFinalizer(JsonObject metadata, JsonElement pod)
    {
        var finalizers = pod.Finalizers().ToList();
        if (!finalizers.Remove(ArgoNames.PodStatusFinalizer))
        {
            return false;
        }

        metadata["finalizers"] = finalizers.Count == 0 ? null : finalizers.ToJsonArray();
        return true;
    }

    private async Task PatchAsync(string ns, string pod, JsonObject metadata, CancellationToken cancellationToken)
    {
        try
        {
            await api.PatchAsync(KubeResource.Pods, ns, pod, new JsonObject { ["metadata"] = metadata }, cancellationToken);
        }
        catch (KubeApiException error) when (!error.IsTransient)
        {
            // Gone or changed meanwhile; the next event of the pod brings it up again.
        }
    }
}
