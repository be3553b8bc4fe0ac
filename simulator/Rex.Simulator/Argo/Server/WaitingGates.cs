using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Server;

/// <summary>The suspend nodes that wait, and what the Argo Server does to them. A refusal is its message; null means done.</summary>
internal sealed class WaitingGates(JsonObject workflow, DateTimeOffset now)
{
    private readonly List<JsonObject> gates =
    [
        .. (workflow["status"].At("nodes") as JsonObject ?? [])
            .Select(node => node.Value)
            .OfType<JsonObject>()
            .Where(node => node.Text("type") == NodeTypes.Suspend && node.Text("phase") == NodePhases.Running),
    ];

    /// <summary>Lifts <c>spec.suspend</c> and ends every gate, with the defaults of its outputs.</summary>
    public string? Open()
    {
        if (workflow["spec"] is JsonObject spec && spec.Flag("suspend") == true)
        {
            spec.Remove("suspend");
        }

        try
        {
            foreach (var gate in gates)
            {
                SuppliedOutputs.FillDefaults(gate["outputs"] as JsonObject);
                End(gate, NodePhases.Succeeded);
            }

            return null;
        }
        catch (TemplateErrorException error)
        {
            return error.Message;
        }
    }

    /// <summary>Puts values on the gates that match. It fills no defaults: outputs without a value stay so.</summary>
    public string? Set(string nodeFieldSelector, NodeValues values)
    {
        var selector = new NodeFieldSelector(nodeFieldSelector);
        var matching = gates.Where(selector.Matches).ToList();
        foreach (var gate in matching)
        {
            if (values.Phase is not null)
            {
                End(gate, values.Phase);
            }

            if (values.Message is not null)
            {
                gate["message"] = values.Message;
            }

            if (Supply(gate, values.Outputs ?? []) is { } refusal)
            {
                return refusal;
            }
        }

        return matching.Count > 0 && values is not { Phase: null, Message: null, Outputs: null or { Count: 0 } }
            ? null
            : $"currently, set only targets suspend nodes: no suspend nodes matching nodeFieldSelector: {nodeFieldSelector}";
    }

    private void End(JsonObject gate, string phase)
    {
        gate["phase"] = phase;
        gate["finishedAt"] = KubeTime.Format(now);
    }

    private static string? Supply(JsonObject gate, JsonObject values)
    {
        if (values.Count > 0 && gate["outputs"] is null)
        {
            return "cannot set output parameters because node is not expecting any raw parameters";
        }

        foreach (var (name, value) in values)
        {
            var parameter = (gate["outputs"] as JsonObject).Objects("parameters").FirstOrDefault(output => output.Text("name") == name);
            if (parameter is null)
            {
                return $"node is not expecting output parameter '{name}'";
            }

            if (parameter["valueFrom"] is not JsonObject valueFrom || !valueFrom.ContainsKey("supplied"))
            {
                return $"cannot set output parameter '{name}' because it does not use valueFrom.raw or it was already set";
            }

            parameter["value"] = value?.ToString();
            parameter.Remove("valueFrom");
        }

        return null;
    }
}
