using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>Templates that only one node at a time may execute.</summary>
internal sealed partial class WorkflowOperation
{
    private string WorkflowKey => $"{metadata.Text("namespace")}/{name}";

    /// <summary>The node that waits for a lock; null where nothing is in the way.</summary>
    private WorkflowNode? WaitForLocks(string nodeName, WorkflowNode? node, JsonObject template, ExecuteOptions options)
    {
        if (template["synchronization"] is not JsonObject synchronization)
        {
            return null;
        }

        if (synchronization.Select(field => field.Key).Except(["mutexes"]).FirstOrDefault() is { } unknown)
        {
            throw new OperationPanicException($"synchronization.{unknown} is more than this stand-in knows");
        }

        foreach (var mutex in synchronization.Objects("mutexes"))
        {
            var lockName = $"{mutex.Text("namespace") ?? metadata.Text("namespace")}/Mutex/{mutex.Text("name")}";
            var created = KubeTime.Parse(metadata.Text("creationTimestamp")) ?? input.Now;
            if (!input.Mutexes.TryAcquire(lockName, WorkflowKey, nodes.IdOf(nodeName), created))
            {
                var message = $"Waiting for {lockName} lock. Lock status: 0/1";
                node ??= InitializeExecutableNode(nodeName, TypeOf(template), template, options, NodePhases.Pending);
                node.Json["synchronizationStatus"] = new JsonObject { ["waiting"] = lockName };
                updated |= node.Message != message;
                node.Message = message;
                return node;
            }
        }

        if (node?.Json.Remove("synchronizationStatus") == true)
        {
            // The real one leaves a DAG that has waited Pending for as long as it runs; nothing but its deadline looks at that.
            node.Message = null;
            updated = true;
        }

        return null;
    }

    private void ReleaseLocks(JsonObject template, string nodeName)
    {
        if (template["synchronization"] is not null)
        {
            input.Mutexes.Release(WorkflowKey, nodes.IdOf(nodeName));
        }
    }

    private static string TypeOf(JsonObject template) =>
        template["steps"] is JsonArray ? NodeTypes.Steps
        : template["dag"] is JsonObject ? NodeTypes.Dag
        : template["suspend"] is JsonObject ? NodeTypes.Suspend
        : NodeTypes.Pod;
}
