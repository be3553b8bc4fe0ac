using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Controller;

/// <summary>
/// Writes what an operation made. On a conflict it applies what the operation had changed to the newest object and writes that: nodes
/// somebody had taken away come back with only the fields that had changed.
/// </summary>
internal sealed class WorkflowWriter(KubeApi api, ArgoVersion version)
{
    private const int ReapplyAttempts = 5;

    /// <summary>
    /// What the controller holds for the workflow afterwards; null where nothing was written. After a re-applied write these are the
    /// operation's own nodes under the new resourceVersion.
    /// </summary>
    public async Task<JsonElement?> WriteAsync(JsonElement original, JsonObject changed, CancellationToken cancellationToken)
    {
        var (ns, name) = (original.Namespace(), original.Name());
        try
        {
            return await api.ReplaceAsync(KubeResource.Workflows, ns, name, changed, cancellationToken);
        }
        catch (KubeApiException error) when (error.IsConflict)
        {
            return await ReapplyAsync(original, changed, cancellationToken);
        }
        catch (KubeApiException)
        {
            return null;
        }
    }

    private async Task<JsonElement?> ReapplyAsync(JsonElement original, JsonObject changed, CancellationToken cancellationToken)
    {
        var (ns, name) = (original.Namespace(), original.Name());
        var patch = MergePatch.Between(original.ToJsonObject(), changed);
        for (var attempt = 0; attempt < ReapplyAttempts; attempt++)
        {
            if (
                await api.FindAsync(KubeResource.Workflows, ns, name, cancellationToken) is not { } current
                || !MayReapply(current, original, changed)
            )
            {
                return null;
            }

            var merged = current.ToJsonObject();
            MergePatch.Apply(merged, patch);
            try
            {
                var written = await api.ReplaceAsync(KubeResource.Workflows, ns, name, merged, cancellationToken);
                return WithNodes(written, changed);
            }
            catch (KubeApiException error) when (error.IsConflict)
            {
                // Somebody wrote in between: again from the newest object.
            }
        }

        return null;
    }

    /// <summary>Never onto a finished workflow, nor where a node that is finished now has another phase in the operation's copy.</summary>
    private bool MayReapply(JsonElement current, JsonElement original, JsonObject changed)
    {
        if (WorkflowPhases.IsCompleted(current.Phase()) || (version.ChecksUidOnReapply && current.Uid() != original.Uid()))
        {
            return false;
        }

        foreach (var (id, node) in changed["status"].At("nodes") as JsonObject ?? [])
        {
            if (current.Get("status", "nodes", id) is { } now)
            {
                var phase = now.GetText("phase");
                var synced = now.Get("taskResultSynced") is { ValueKind: JsonValueKind.False } ? false : (bool?)null;
                if (NodePhases.IsFulfilled(phase, synced) && node.TextAt("phase") != phase)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static JsonElement WithNodes(JsonElement written, JsonObject changed)
    {
        var copy = written.ToJsonObject();
        copy.Child("status")["nodes"] = changed["status"].At("nodes")?.DeepClone();
        return JsonSerializer.SerializeToElement(copy);
    }
}
