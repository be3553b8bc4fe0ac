using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Platform;

/// <summary>A restart of QA in a play of the second generation, step by step, as somebody with kubectl could make it.</summary>
internal sealed class RestartByHand(PlatformWorld world, string workflow)
{
    private static CancellationToken Cancellation => PlatformWorld.Cancellation;

    /// <summary>The ids of the nodes that the restart removes.</summary>
    public IReadOnlyList<string> Removed { get; private set; } = [];

    public Task HoldAsync() => LabelAsync("true");

    /// <summary>Deletes the pods, task results and runs of the quality node and waits until they are gone.</summary>
    public async Task ClearAsync()
    {
        var nodes = PlatformWorld.Nodes(await world.WorkflowAsync(workflow));
        Removed = [.. nodes.Where(node => (node.GetText("name") ?? "").Contains(".quality-work", StringComparison.Ordinal)).Select(Id)];
        foreach (var id in Removed)
        {
            await DeleteAsync(KubeResource.Pods, pod => pod.Annotation(ArgoNames.NodeId) == id);
            await DeleteAsync(KubeResource.WorkflowTaskResults, result => result.Name() == id);
        }

        await DeleteAsync(KubeResource.CodeRuns, run => run.Label("workflow-stage") == "quality");
    }

    /// <summary>The one write that makes QA start again, and lifts the hold.</summary>
    public async Task WriteAsync()
    {
        var read = await world.WorkflowAsync(workflow);
        var nodes = new JsonObject();
        foreach (var node in PlatformWorld.Nodes(read))
        {
            if (Removed.Contains(Id(node)))
            {
                nodes[Id(node)] = null;
            }
            else if (node.ToJsonObject().Texts("children") is { } children && children.Exists(Removed.Contains))
            {
                var left = children.Where(child => !Removed.Contains(child)).ToJsonArray();
                nodes[Id(node)] = new JsonObject { ["children"] = left.Count == 0 ? null : left };
            }
        }

        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = read.ResourceVersion(),
                ["labels"] = new JsonObject { [ArgoNames.Completed] = "false", ["current-stage"] = "waiting-pr-created" },
            },
            ["status"] = new JsonObject { ["nodes"] = nodes },
        };
        await world.Api.PatchAsync(KubeResource.Workflows, PlatformWorld.Namespace, workflow, patch, Cancellation);
    }

    public async Task LabelAsync(string completed)
    {
        var labels = new JsonObject { [ArgoNames.Completed] = completed };
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels } };
        await world.Api.PatchAsync(KubeResource.Workflows, PlatformWorld.Namespace, workflow, patch, Cancellation);
    }

    private static string Id(JsonElement node) => node.GetText("id") ?? "";

    private async Task DeleteAsync(KubeResource resource, Func<JsonElement, bool> isMeant)
    {
        foreach (var item in (await world.ListAsync(resource)).Where(isMeant))
        {
            await world.Api.DeleteAsync(resource, PlatformWorld.Namespace, item.Name(), item.Uid(), Cancellation, "Foreground");
            await world.UntilAsync(
                async () => !(await world.ListAsync(resource)).Any(left => left.Uid() == item.Uid()),
                item.Name() + " gone"
            );
        }
    }
}
