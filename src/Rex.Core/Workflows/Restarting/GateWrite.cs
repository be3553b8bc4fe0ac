using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.PullRequests;

namespace Rex.Core.Workflows.Restarting;

/// <summary>
/// The write that opens a gate in the place of its lost event. Each supplied output gets a value, since a resume with a node selector would
/// leave it without one and the task that reads it would never start.
/// </summary>
internal static class GateWrite
{
    /// <summary>The merge patch with what it leaves; or the name of the output that has neither a value nor a default.</summary>
    public static (RestartWrite? Write, string? MissingOutput) For(
        MainWorkflow workflow,
        RestartPlan.OpenGate plan,
        PullRequest pullRequest,
        RestartStamp stamp
    )
    {
        var parameters = new JsonArray();
        foreach (var parameter in plan.Gate.Json.Items("outputs", "parameters"))
        {
            if (Fill(parameter, pullRequest) is not { } filled)
            {
                return (null, parameter.Text("name") ?? "(without a name)");
            }

            parameters.Add((JsonNode)filled);
        }

        var changes = new NodeChanges();
        changes.Set(plan.Gate, "phase", "Succeeded");
        changes.Set(plan.Gate, "finishedAt", JsonReading.FormatTime(stamp.Now));
        if (parameters.Count > 0)
        {
            changes.Set(plan.Gate, "outputs", new JsonObject { ["parameters"] = parameters });
        }

        var patch = WorkflowPatch.Restart(workflow, stamp);
        WorkflowPatch.AddNodes(patch, workflow, plan.Status, changes, new HashSet<string>());
        var stays = plan.Status.Tree.Nodes.ToDictionary(
            node => node.Id,
            node => new RecordedNode(null, node.Children, node.OutboundNodes),
            StringComparer.Ordinal
        );
        var record = new RestartRecord(plan.Gate.Id, new Dictionary<string, string?>(), stays);
        return (new RestartWrite(patch, record), null);
    }

    /// <summary>The parameter with its value; null where it has none.</summary>
    private static JsonObject? Fill(JsonElement parameter, PullRequest pullRequest)
    {
        if (parameter.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var filled = JsonObject.Create(parameter)!;
        if (parameter.Find("valueFrom", "supplied") is null)
        {
            return filled;
        }

        var value = parameter.Text("name") switch
        {
            "pr-number" => pullRequest.Number.ToString(CultureInfo.InvariantCulture),
            "pr-url" => pullRequest.Url,
            _ => parameter.Find("valueFrom", "default") is { ValueKind: JsonValueKind.String } fallback ? fallback.GetString() : null,
        };
        if (value is null)
        {
            return null;
        }

        filled.Remove("valueFrom");
        filled["value"] = value;
        return filled;
    }
}
