using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Platform;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Controller;

/// <summary>What the controller does to pods besides creating them: label, unlock, signal. All of it goes by the pod's name.</summary>
internal sealed class PodCleanup(KubeApi api, TimeProvider time, ArgoOptions options)
{
    /// <summary>Labels a recorded pod completed and takes the finalizer off.</summary>
    public Task CompleteAsync(JsonElement pod, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject { ["labels"] = new JsonObject { [ArgoNames.Completed] = "true" } };
        AddWithoutFinalizer(metadata, pod);
        return PatchAsync(pod.Namespace(), pod.Name(), metadata, cancellationToken);
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

    /// <summary>Asks the pod's containers to end, and kills them later: by then the name may be another pod's.</summary>
    public async Task TerminateAsync(string ns, string pod, CancellationToken cancellationToken)
    {
        await SignalAsync(ns, pod, PodSignals.Terminate, cancellationToken);
        await Task.Delay(options.KillDelay, time, cancellationToken);
        await SignalAsync(ns, pod, PodSignals.Kill, cancellationToken);
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

    private async Task SignalAsync(string ns, string pod, string signal, CancellationToken cancellationToken)
    {
        if (await api.FindAsync(KubeResource.Pods, ns, pod, cancellationToken) is { } found && !WorkflowPhases.IsCompleted(found.Phase()))
        {
            var annotations = new JsonObject { [PodSignals.Annotation] = signal };
            await PatchAsync(ns, pod, new JsonObject { ["annotations"] = annotations }, cancellationToken);
        }
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
