using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>What tasks and steps can say about others that came before them.</summary>
internal sealed partial class WorkflowOperation
{
    /// <summary>Adds a node's state and outputs; of a Retry node, those of its last attempt.</summary>
    private void AddToScope(Dictionary<string, string> scope, string prefix, WorkflowNode node)
    {
        if (node.Type == NodeTypes.Retry)
        {
            node = node.Children.Reverse().Select(id => ChildOf(node, id)).FirstOrDefault(child => !child.Hooked) ?? node;
        }

        Add("id", node.Id);
        Add("startedAt", node.Json.Text("startedAt"));
        Add("finishedAt", node.Json.Text("finishedAt"));
        Add("status", node.Phase);
        Add("exitCode", node.Outputs?.Text("exitCode"));
        Add("outputs.result", node.Outputs?.Text("result"));
        foreach (var parameter in node.Outputs.Objects("parameters"))
        {
            Add("outputs.parameters." + parameter.Text("name"), parameter["value"]?.ToString());
        }

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                scope[$"{prefix}.{key}"] = value;
            }
        }
    }

    /// <summary>A task that was skipped or omitted made no outputs; those with a default have that.</summary>
    private void AddSkippedToScope(Dictionary<string, string> scope, string prefix, WorkflowNode node, string? templateName)
    {
        if (node.Phase is not (NodePhases.Skipped or NodePhases.Omitted) || node.Outputs is not null || templateName is null)
        {
            return;
        }

        foreach (var parameter in (templates.GetValueOrDefault(templateName)?["outputs"] as JsonObject).Objects("parameters"))
        {
            if (parameter["valueFrom"].TextAt("default") is { } value)
            {
                scope[$"{prefix}.outputs.parameters.{parameter.Text("name")}"] = value;
            }
        }
    }

    /// <summary>The outputs of a DAG or Steps template, taken from what is below it.</summary>
    private static JsonObject? OutputsFromScope(JsonObject template, Dictionary<string, string> scope)
    {
        if (template["outputs"] is not JsonObject { Count: > 0 } declared)
        {
            return null;
        }

        var parameters = new JsonArray();
        foreach (var parameter in declared.Objects("parameters"))
        {
            var valueFrom =
                parameter["valueFrom"] as JsonObject
                ?? throw new TemplateErrorException("output parameters must have a valueFrom specified");
            var reference = valueFrom.Text("parameter")?.Trim('{', '}', ' ') ?? "";
            var value = scope.TryGetValue(reference, out var found) ? found : valueFrom["default"]?.ToString();
            parameters.Add(
                value is null
                    ? throw new TemplateErrorException($"Unable to resolve: {{{{{reference}}}}}")
                    : new JsonObject { ["name"] = parameter.Text("name"), ["value"] = value }
            );
        }

        return new JsonObject { ["parameters"] = parameters };
    }

    /// <summary>The nodes after which whatever comes next is attached.</summary>
    private List<string> OutboundNodesOf(string id) => OutboundNodesBelow(id, level: 0);

    private List<string> OutboundNodesBelow(string id, int level)
    {
        var node = nodes.Get(id) ?? throw new OperationPanicException($"was unable to obtain node for {id}");
        if (level > MaxDepth)
        {
            throw new OperationPanicException($"outbound nodes of {id} lead in a circle");
        }

        return node.Type switch
        {
            NodeTypes.Skipped or NodeTypes.Suspend or NodeTypes.Pod => [node.Id],
            NodeTypes.Retry when node.Children.Count > 0 => [node.Children[^1]],
            NodeTypes.TaskGroup when node.Children.Count == 0 => [node.Id],
            NodeTypes.TaskGroup => [.. node.Children.SelectMany(child => OutboundNodesBelow(child, level + 1))],
            _ => [.. node.OutboundNodes.SelectMany(next => OutboundNodesBelow(next, level + 1))],
        };
    }

    private string NameOf(string id) =>
        nodes.Get(id)?.Name ?? throw new OperationPanicException($"could not obtain the out noden name for {id}");
}
