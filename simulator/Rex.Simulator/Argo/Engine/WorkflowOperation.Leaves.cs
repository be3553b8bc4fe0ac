using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>Templates without templates of their own: pods and suspend.</summary>
internal sealed partial class WorkflowOperation
{
    /// <summary>
    /// A node that is Pending gets its pod each time it is looked at, unless the cache has one with its id: whatever that pod is, it is
    /// taken for the node's own.
    /// </summary>
    private WorkflowNode ExecutePod(string nodeName, JsonObject template, ExecuteOptions options)
    {
        var node = nodes.GetByName(nodeName);
        if (node is null)
        {
            node = InitializeExecutableNode(nodeName, NodeTypes.Pod, template, options, NodePhases.Pending);
        }
        else if (!node.IsPending)
        {
            return node;
        }

        var id = nodes.IdOf(nodeName);
        if (input.Pods.Any(pod => NodeIdOf(pod) == id))
        {
            return node;
        }

        if (!ShouldExecute(options.OnExit))
        {
            return MarkNodePhase(nodeName, NodePhases.Failed, $"workflow shutdown with strategy: {Shutdown}");
        }

        var seconds = SecondsOfPod(template["activeDeadlineSeconds"]?.ToString(), options.OnExit);
        if (seconds <= 0)
        {
            return MarkNodePhase(nodeName, NodePhases.Failed, DeadlineExceeded);
        }

        podsToCreate.Add(WorkflowPods.Create(metadata, nodeName, id, template, options.OnExit, input.PodStatusFinalizer, seconds));
        return node;
    }

    private WorkflowNode ExecuteSuspend(string nodeName, JsonObject template, ExecuteOptions options)
    {
        var node =
            nodes.GetByName(nodeName) ?? InitializeExecutableNode(nodeName, NodeTypes.Suspend, template, options, NodePhases.Pending);
        if (template["suspend"].TextAt("duration") is { Length: > 0 } duration)
        {
            var until = (node.StartedAt ?? input.Now) + Durations.Parse(duration);
            if (input.Now > until)
            {
                SuppliedOutputs.FillDefaults(node.Outputs);
                return MarkNodePhase(nodeName, NodePhases.Succeeded);
            }

            requeues.Add(until - input.Now);
        }

        return MarkNodePhase(nodeName, NodePhases.Running);
    }

    private static void AddSuppliedOutputs(WorkflowNode node, JsonObject template)
    {
        foreach (var parameter in (template["outputs"] as JsonObject).Objects("parameters"))
        {
            if (parameter["valueFrom"] is not JsonObject valueFrom)
            {
                throw new OperationPanicException("runtime error: invalid memory address or nil pointer dereference");
            }

            if (valueFrom.ContainsKey("supplied"))
            {
                var outputs = node.Outputs ?? new JsonObject { ["parameters"] = new JsonArray() };
                ((JsonArray)outputs["parameters"]!).Add(parameter.DeepClone());
                if (node.Outputs is null)
                {
                    node.Outputs = outputs;
                }
            }
        }
    }
}
