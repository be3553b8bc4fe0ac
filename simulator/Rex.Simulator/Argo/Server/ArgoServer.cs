using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Server;

/// <summary>The operations of the Argo Server on workflows. Each reads the workflow and writes it; on a conflict it tries again, briefly.</summary>
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
        ChangeAsync(
            ns,
            name,
            workflow => string.IsNullOrEmpty(nodeFieldSelector) ? ResumeAll(workflow) : ResumeSome(workflow, nodeFieldSelector),
            cancellationToken
        );

    public Task<ArgoAnswer> SuspendAsync(string ns, string name, CancellationToken cancellationToken) =>
        ChangeAsync(
            ns,
            name,
            workflow =>
            {
                if (IsCompleted(workflow))
                {
                    return ArgoAnswer.BadRequest("cannot suspend completed workflows");
                }

                workflow.Child("spec")["suspend"] = true;
                return null;
            },
            cancellationToken,
            withNodes: false
        );

    public Task<ArgoAnswer> TerminateAsync(string ns, string name, CancellationToken cancellationToken) =>
        ShutDownAsync(ns, name, "Terminate", cancellationToken);

    public Task<ArgoAnswer> StopAsync(string ns, string name, CancellationToken cancellationToken) =>
        ShutDownAsync(ns, name, "Stop", cancellationToken);

    private static ArgoAnswer Missing(string name) => ArgoAnswer.NotFound($"workflows.argoproj.io \"{name}\" not found");

    private static bool IsCompleted(JsonObject workflow) => WorkflowPhases.IsCompleted(workflow["status"].TextAt("phase"));

    private static IEnumerable<JsonObject> WaitingGates(JsonObject workflow) =>
        (workflow["status"].At("nodes") as JsonObject ?? [])
            .Select(node => node.Value)
            .OfType<JsonObject>()
            .Where(node => node.Text("type") == NodeTypes.Suspend && node.Text("phase") == NodePhases.Running);

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

    private ArgoAnswer? ResumeAll(JsonObject workflow)
    {
        if (workflow["spec"] is JsonObject spec && spec.Flag("suspend") == true)
        {
            spec.Remove("suspend");
        }

        try
        {
            foreach (var gate in WaitingGates(workflow).ToList())
            {
                SuppliedOutputs.FillDefaults(gate["outputs"] as JsonObject);
                Open(gate);
            }
        }
        catch (TemplateErrorException error)
        {
            return ArgoAnswer.Failure(error.Message);
        }

        return null;
    }

    private ArgoAnswer? ResumeSome(JsonObject workflow, string nodeFieldSelector)
    {
        var selector = new NodeFieldSelector(nodeFieldSelector);
        var gates = WaitingGates(workflow).Where(selector.Matches).ToList();
        gates.ForEach(Open);
        return gates.Count > 0
            ? null
            : ArgoAnswer.Failure(
                $"currently, set only targets suspend nodes: no suspend nodes matching nodeFieldSelector: {nodeFieldSelector}"
            );
    }

    private void Open(JsonObject gate)
    {
        gate["phase"] = NodePhases.Succeeded;
        gate["finishedAt"] = KubeTime.Format(time.GetUtcNow());
    }

    /// <summary>Reads, changes and writes. Nothing is written where nothing changed or the change is refused.</summary>
    private async Task<ArgoAnswer> ChangeAsync(
        string ns,
        string name,
        Func<JsonObject, ArgoAnswer?> change,
        CancellationToken cancellationToken,
        bool withNodes = true
    )
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await api.FindAsync(KubeResource.Workflows, ns, name, cancellationToken) is not { } stored)
            {
                return Missing(name);
            }

            var read = stored.ToJsonObject();
            if (withNodes && Unfold(read) is { } unreadable)
            {
                return unreadable;
            }

            var changed = (JsonObject)read.DeepClone();
            if (change(changed) is { } refusal)
            {
                return refusal;
            }

            if (JsonNode.DeepEquals(changed, read))
            {
                return ArgoAnswer.Ok(stored);
            }

            if (Fold(changed) is { } tooLarge)
            {
                return tooLarge;
            }

            try
            {
                return ArgoAnswer.Ok(await api.ReplaceAsync(KubeResource.Workflows, ns, name, changed, cancellationToken));
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
