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
internal sealed class WorkflowWriter(KubeApi api, NodeStorage storage)
{
    private const int ReapplyAttempts = 5;

    /// <summary>
    /// What the controller holds for the workflow afterwards, its nodes unfolded; null where nothing was written. After a re-applied
    /// write these are the operation's own nodes under the new resourceVersion.
    /// </summary>
    public async Task<JsonElement?> WriteAsync(JsonElement original, JsonObject changed, CancellationToken cancellationToken)
    {
        var (ns, name) = (original.Namespace(), original.Name());
        try
        {
            var written = await api.ReplaceAsync(KubeResource.Workflows, ns, name, changed, cancellationToken);
            return written.Get("status", "compressedNodes") is null ? written : WithNodesOf(changed, written);
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
        for (var attempt = 0; attempt < ReapplyAttempts; attempt++)
        {
            if (
                await api.FindAsync(KubeResource.Workflows, ns, name, cancellationToken) is not { } current
                || Merge(current, original, changed) is not { } merged
            )
            {
                return null;
            }

            try
            {
                return WithNodesOf(changed, await api.ReplaceAsync(KubeResource.Workflows, ns, name, merged, cancellationToken));
            }
            catch (KubeApiException error) when (error.IsConflict)
            {
                // Somebody wrote in between: again from the newest object.
            }
        }

        return null;
    }

    /// <summary>The newest object with the operation's changes; null where they may not be re-applied, or nodes cannot be read.</summary>
    private JsonObject? Merge(JsonElement current, JsonElement original, JsonObject changed)
    {
        try
        {
            var (newest, before, after) = (Unfolded(current.ToJsonObject()), Unfolded(original.ToJsonObject()), Unfolded(Clone(changed)));
            if (!MayReapply(newest, after))
            {
                return null;
            }

            MergePatch.Apply(newest, MergePatch.Between(before, after));
            storage.Fold(newest);
            return newest;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Never onto a finished workflow, nor where a node that is finished now has another phase in the operation's copy.</summary>
    private bool MayReapply(JsonObject current, JsonObject changed)
    {
        if (
            WorkflowPhases.IsCompleted(current["status"].TextAt("phase"))
            || (storage.Version.ChecksUidOnReapply && current["metadata"].TextAt("uid") != changed["metadata"].TextAt("uid"))
        )
        {
            return false;
        }

        foreach (var (id, node) in changed["status"].At("nodes") as JsonObject ?? [])
        {
            if (
                current["status"].At("nodes", id) is JsonObject now
                && NodePhases.IsFulfilled(now.Text("phase"), now.Flag("taskResultSynced"))
                && node.TextAt("phase") != now.Text("phase")
            )
            {
                return false;
            }
        }

        return true;
    }

    private JsonElement WithNodesOf(JsonObject changed, JsonElement written)
    {
        var copy = written.ToJsonObject();
        var status = copy.Child("status");
        status.SetOrRemove("nodes", Unfolded(Clone(changed))["status"].At("nodes")?.DeepClone());
        status.Remove("compressedNodes");
        return JsonSerializer.SerializeToElement(copy);
    }

    private JsonObject Unfolded(JsonObject workflow)
    {
        storage.Unfold(workflow);
        return workflow;
    }

    private static JsonObject Clone(JsonObject workflow) => (JsonObject)workflow.DeepClone();
}
