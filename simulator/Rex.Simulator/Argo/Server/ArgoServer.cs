using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Server;

/// <summary>The operations of the Argo Server on workflows. Most read the workflow and write it; on a conflict they try again, briefly.</summary>
internal sealed class ArgoServer(HttpClient kubernetes, TimeProvider time, NodeStorage storage)
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private readonly KubeApi api = new(kubernetes, time);

    /// <summary>The workflow, with its nodes in their plain place. The other operations answer with what is stored.</summary>
    public async Task<ArgoAnswer> GetAsync(string ns, string name, CancellationToken cancellationToken)
    {
        if (await api.FindAsync(KubeResource.Workflows, ns, name, cancellationToken) is not { } stored)
        {
            return Missing(name);
        }

        var workflow = stored.ToJsonObject();
        return Unfold(workflow) ?? ArgoAnswer.Ok(workflow);
    }

    /// <summary>
    /// Without a selector: lifts <c>spec.suspend</c> and ends every waiting gate, with its outputs' defaults; 200 also where nothing waits.
    /// With one: ends the gates that match, without filling their outputs.
    /// </summary>
    public Task<ArgoAnswer> ResumeAsync(string ns, string name, string? nodeFieldSelector, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(nodeFieldSelector)
            ? ChangeGatesAsync(ns, name, gates => gates.Open(), cancellationToken)
            : SetAsync(ns, name, nodeFieldSelector, new NodeValues(NodePhases.Succeeded, null, null), cancellationToken);

    /// <summary>Puts a phase, a message or outputs on the waiting gates that match.</summary>
    public Task<ArgoAnswer> SetAsync(
        string ns,
        string name,
        string? nodeFieldSelector,
        NodeValues values,
        CancellationToken cancellationToken
    ) =>
        string.IsNullOrEmpty(nodeFieldSelector)
            ? Task.FromResult(ArgoAnswer.Failure("'set' currently only targets suspend nodes, use a node field selector to target them"))
            : ChangeGatesAsync(ns, name, gates => gates.Set(nodeFieldSelector, values), cancellationToken);

    /// <summary>Stops the scheduling of new nodes. What is labelled completed is refused, whatever its phase.</summary>
    public Task<ArgoAnswer> SuspendAsync(string ns, string name, CancellationToken cancellationToken) =>
        ChangeAsync(
            ns,
            name,
            workflow =>
            {
                if (workflow["metadata"].TextAt("labels", ArgoNames.Completed) == "true")
                {
                    return ArgoAnswer.BadRequest("cannot suspend completed workflows");
                }

                workflow.Child("spec")["suspend"] = true;
                return null;
            },
            cancellationToken
        );

    /// <summary>Ends the workflow at once, without exit handlers.</summary>
    public Task<ArgoAnswer> TerminateAsync(string ns, string name, CancellationToken cancellationToken) =>
        ShutDownAsync(ns, name, "Terminate", cancellationToken);

    /// <summary>Ends the workflow and runs its exit handlers; with a selector, fails the waiting gates that match.</summary>
    public Task<ArgoAnswer> StopAsync(
        string ns,
        string name,
        string? nodeFieldSelector,
        string? message,
        CancellationToken cancellationToken
    ) =>
        string.IsNullOrEmpty(nodeFieldSelector)
            ? ShutDownAsync(ns, name, "Stop", cancellationToken)
            : SetAsync(ns, name, nodeFieldSelector, new NodeValues(NodePhases.Failed, message, null), cancellationToken);

    /// <summary>
    /// Makes a finished workflow run again. It deletes the pods of the nodes that go, waits for none of them, and writes once: a conflict
    /// is an error, with the pods gone.
    /// </summary>
    public async Task<ArgoAnswer> RetryAsync(
        string ns,
        string name,
        bool restartSuccessful,
        string? nodeFieldSelector,
        CancellationToken cancellationToken
    )
    {
        if (await api.FindAsync(KubeResource.Workflows, ns, name, cancellationToken) is not { } stored)
        {
            return Missing(name);
        }

        var selects = restartSuccessful && !string.IsNullOrEmpty(nodeFieldSelector);
        if (stored.Phase() is var phase && !WorkflowPhases.IsCompleted(phase))
        {
            return ArgoAnswer.BadRequest($"Cannot retry a workflow in phase {phase}");
        }

        if (phase == WorkflowPhases.Succeeded && !selects)
        {
            return ArgoAnswer.BadRequest("To retry a succeeded workflow, set the options restartSuccessful and nodeFieldSelector");
        }

        var workflow = stored.ToJsonObject();
        if (Unfold(workflow) is { } unreadable)
        {
            return unreadable;
        }

        var retry = new WorkflowRetry(workflow, time.GetUtcNow());
        try
        {
            retry.Apply(storage.Version, selects ? new NodeFieldSelector(nodeFieldSelector!) : null);
        }
        catch (RetryRefusedException error)
        {
            return ArgoAnswer.Failure(error.Message);
        }

        foreach (var pod in retry.PodsToDelete)
        {
            await api.DeleteAsync(KubeResource.Pods, ns, pod, null, cancellationToken);
        }

        if (Fold(workflow) is { } tooLarge)
        {
            return tooLarge;
        }

        try
        {
            return ArgoAnswer.Ok(await api.ReplaceAsync(KubeResource.Workflows, ns, name, workflow, cancellationToken));
        }
        catch (KubeApiException error) when (error.IsConflict)
        {
            return ArgoAnswer.Conflict(error.Message);
        }
    }

    private static ArgoAnswer Missing(string name) => ArgoAnswer.NotFound($"workflows.argoproj.io \"{name}\" not found");

    private async Task<ArgoAnswer> ShutDownAsync(string ns, string name, string strategy, CancellationToken cancellationToken)
    {
        if (await api.FindAsync(KubeResource.Workflows, ns, name, cancellationToken) is not { } workflow)
        {
            return Missing(name);
        }

        if (WorkflowPhases.IsCompleted(workflow.Phase()))
        {
            return ArgoAnswer.Failure($"cannot shutdown a completed workflow: workflow: \"{name}\", namespace: \"{ns}\"");
        }

        var patch = new JsonObject { ["spec"] = new JsonObject { ["shutdown"] = strategy } };
        return ArgoAnswer.Ok(await api.PatchAsync(KubeResource.Workflows, ns, name, patch, cancellationToken));
    }

    private Task<ArgoAnswer> ChangeGatesAsync(
        string ns,
        string name,
        Func<WaitingGates, string?> change,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            ns,
            name,
            workflow =>
            {
                if (Unfold(workflow) is { } unreadable)
                {
                    return unreadable;
                }

                var before = workflow.DeepClone();
                if (change(new WaitingGates(workflow, time.GetUtcNow())) is { } refusal)
                {
                    return ArgoAnswer.Failure(refusal);
                }

                return JsonNode.DeepEquals(before, workflow) ? ArgoAnswer.Ok(workflow) : Fold(workflow);
            },
            cancellationToken
        );

    /// <summary>Reads, changes and writes. Nothing is written where the change has its answer already.</summary>
    private async Task<ArgoAnswer> ChangeAsync(
        string ns,
        string name,
        Func<JsonObject, ArgoAnswer?> change,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await api.FindAsync(KubeResource.Workflows, ns, name, cancellationToken) is not { } stored)
            {
                return Missing(name);
            }

            var workflow = stored.ToJsonObject();
            if (change(workflow) is { } answer)
            {
                return answer.Status == ArgoAnswer.Success ? ArgoAnswer.Ok(stored) : answer;
            }

            try
            {
                return ArgoAnswer.Ok(await api.ReplaceAsync(KubeResource.Workflows, ns, name, workflow, cancellationToken));
            }
            catch (KubeApiException error) when (error.IsConflict)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }

        return ArgoAnswer.Failure("timed out waiting for the condition");
    }

    private ArgoAnswer? Unfold(JsonObject workflow)
    {
        try
        {
            storage.Unfold(workflow);
            return null;
        }
        catch (InvalidDataException error)
        {
            return ArgoAnswer.Failure(error.Message);
        }
    }

    private ArgoAnswer? Fold(JsonObject workflow)
    {
        try
        {
            storage.Fold(workflow);
            return null;
        }
        catch (InvalidDataException error)
        {
            return ArgoAnswer.Failure($"unable to compress or offload workflow nodes: {error.Message}");
        }
    }
}
