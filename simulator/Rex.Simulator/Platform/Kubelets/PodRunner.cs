using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>One pod from its binding to its end.</summary>
internal sealed class PodRunner(KubeApi api, KubeletOptions options, TimeProvider time, JsonElement pod, CancellationToken stopping)
{
    private readonly CancellationTokenSource process = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly TaskCompletionSource deleting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? lag;
    private ITimer? deadline;
    private volatile bool overdue;
    private volatile bool saving;
    private volatile bool killed;

    /// <summary>The pod is being deleted: it goes once its process has ended.</summary>
    public void Delete()
    {
        deleting.TrySetResult();
        Terminate();
    }

    /// <summary>Ends the process after a while.</summary>
    public void Terminate() => lag ??= time.CreateTimer(_ => EndMain(), null, options.TerminationLag, Timeout.InfiniteTimeSpan);

    /// <summary>Ends the process at once.</summary>
    public void Kill()
    {
        killed = true;
        EndMain();
    }

    /// <summary>The pod is gone from the cluster: whatever still runs for it ends.</summary>
    public void Abandon()
    {
        deleting.TrySetResult();
        process.Cancel();
    }

    public async Task RunAsync()
    {
        if (pod.Phase() is not ("Succeeded" or "Failed"))
        {
            var result = await StartAndRunAsync();
            await ReportAsync(result);
        }

        await LetGoAsync();
    }

    private async Task<ProcessResult> StartAndRunAsync()
    {
        try
        {
            await BindAsync();
            await Task.Delay(options.StartDelay, time, process.Token);
            await PatchStatusAsync(PodStatuses.Running(pod, time.GetUtcNow()), stopping);
            StartDeadline();
            return await RunProcessAsync();
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return overdue ? ProcessResult.Overdue
                : killed ? ProcessResult.Killed
                : ProcessResult.Terminated;
        }
        finally
        {
            deadline?.Dispose();
        }
    }

    /// <summary>A pod that runs longer than it may is failed, whatever its containers make of it.</summary>
    private void StartDeadline()
    {
        if (pod.Get("spec", "activeDeadlineSeconds") is { ValueKind: JsonValueKind.Number } seconds)
        {
            deadline = time.CreateTimer(_ => Overrun(), null, TimeSpan.FromSeconds(seconds.GetInt64()), Timeout.InfiniteTimeSpan);
        }
    }

    private void Overrun()
    {
        overdue = true;
        process.Cancel();
    }

    /// <summary>Once the main container has ended, the one beside it finishes its work whatever signal comes.</summary>
    private void EndMain()
    {
        if (!saving)
        {
            process.Cancel();
        }
    }

    private Task<ProcessResult> RunProcessAsync()
    {
        if (AgentPod.Of(pod) is { } agent)
        {
            return new AgentProcess(options, time).RunAsync(agent, process.Token);
        }

        if (ExecutorPod.Of(pod) is { } executor)
        {
            return executor.Template["resource"] is JsonObject ? new ResourceProcess(api, options, time).RunAsync(executor, process.Token)
                : options.Programs.Find(executor.Template["container"].TextAt("image") ?? "") is { } program
                    ? new ContainerProcess(api, options, time).RunAsync(pod.Name(), executor, program, SaveAsync, process.Token)
                : new ScriptProcess(api, options, time).RunAsync(executor, SaveAsync, process.Token);
        }

        return IdleAsync();
    }

    /// <summary>The main container has ended and the one beside it is at work.</summary>
    private Task SaveAsync(ProcessResult main)
    {
        saving = true;
        return PatchStatusAsync(PodStatuses.Saving(pod, main, time.GetUtcNow()), stopping);
    }

    /// <summary>A pod nobody has described runs until it is deleted.</summary>
    private async Task<ProcessResult> IdleAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, process.Token);
        return ProcessResult.Success;
    }

    private async Task BindAsync()
    {
        if (pod.GetText("spec", "nodeName") is { Length: > 0 })
        {
            return;
        }

        var binding = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Binding",
            ["metadata"] = new JsonObject { ["name"] = pod.Name(), ["uid"] = pod.Uid() },
            ["target"] = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Node",
                ["name"] = options.NodeName,
            },
        };
        try
        {
            await api.CreateAsync(KubeResource.Pods, pod.Namespace(), binding, process.Token, pod.Name(), "binding");
        }
        catch (KubeApiException error) when (error.IsConflict)
        {
            // Bound already, by an attempt whose answer was lost, or deleting.
        }
    }

    private async Task ReportAsync(ProcessResult result) =>
        await PatchStatusAsync(PodStatuses.Ended(pod, result, time.GetUtcNow()), stopping);

    private async Task PatchStatusAsync(JsonObject status, CancellationToken cancellationToken)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = pod.Uid() },
            ["status"] = status,
        };
        try
        {
            await api.PatchAsync(KubeResource.Pods, pod.Namespace(), pod.Name(), patch, cancellationToken, "status");
        }
        catch (KubeApiException error) when (error.IsNotFound || error.IsConflict)
        {
            // Deleted by force, perhaps with another pod of the name in its place.
        }
    }

    private async Task LetGoAsync()
    {
        await deleting.Task.WaitAsync(stopping);
        await api.DeleteAsync(KubeResource.Pods, pod.Namespace(), pod.Name(), pod.Uid(), stopping, graceSeconds: 0);
        lag?.Dispose();
        // The process's source stays: the news that the pod is gone comes after its deletion, and cancels it once more.
    }
}
