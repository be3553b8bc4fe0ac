using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>Taking up what the pods report. A result belongs to a node by its name alone: an old one gives a new node old outputs.</summary>
internal sealed partial class WorkflowOperation
{
    private static readonly TimeSpan TaskResultTimeout = TimeSpan.FromMinutes(10);

    private void ReconcileTaskResults()
    {
        foreach (var result in input.TaskResults)
        {
            var id = result.Name();
            var label = result.Label(ArgoNames.ReportOutputsCompleted);
            MarkTaskResult(id, label);
            if (nodes.Get(id) is not { } node)
            {
                continue;
            }

            if (label == "false" && NodePhases.IsCompleted(node.Phase))
            {
                if (input.Now - (node.FinishedAt ?? default) <= TaskResultTimeout)
                {
                    requeues.Add(TimeSpan.Zero);
                    continue;
                }

                MarkTaskResult(id, "true");
            }

            TakeOutputs(node, result);
        }
    }

    private void TakeOutputs(WorkflowNode node, JsonElement result)
    {
        if (result.Get("outputs") is not { ValueKind: JsonValueKind.Object } reported || !reported.EnumerateObject().Any())
        {
            return;
        }

        var old = node.Outputs;
        var taken = reported.ToJsonObject();
        if (taken["exitCode"] is null && old?["exitCode"] is { } exitCode)
        {
            taken["exitCode"] = exitCode.DeepClone();
        }

        if (!JsonNode.DeepEquals(old, taken))
        {
            node.Outputs = taken;
            updated = true;
        }
    }

    /// <summary>
    /// Where the map of completion states exists, even an empty one, the controller keeps its books there; else on the nodes. This alone
    /// is no reason to write.
    /// </summary>
    private void MarkTaskResult(string id, string? label)
    {
        if (label is not ("true" or "false"))
        {
            return;
        }

        var complete = label == "true";
        var map = status["taskResultsCompletionStatus"] as JsonObject;
        if (map is not null)
        {
            map[id] = complete;
        }

        if ((complete || map is null) && nodes.Get(id) is { TaskResultSynced: not null } node)
        {
            node.TaskResultSynced = complete;
        }
    }

    private bool IsTaskResultIncomplete(string id) =>
        status["taskResultsCompletionStatus"] is JsonObject map
            ? map.Flag(id) == false
            : nodes.Get(id) is not { } node || node.TaskResultSynced == false;

    private bool TaskResultsInProgress() =>
        nodes.All.Values.Any(node => node.TaskResultSynced == false)
        || (status["taskResultsCompletionStatus"] is JsonObject map && map.Any(entry => entry.Value?.GetValue<bool>() == false));
}
