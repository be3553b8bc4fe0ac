using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>How nodes come to be, and how nodes and the workflow change phase.</summary>
internal sealed partial class WorkflowOperation
{
    private WorkflowNode InitializeNode(
        string nodeName,
        string type,
        string? templateName,
        ExecuteOptions options,
        string phase,
        string? message = null,
        bool alwaysFlagged = false
    )
    {
        var id = nodes.IdOf(nodeName);
        if (nodes.Get(id) is not null)
        {
            throw new OperationPanicException($"node {nodeName} already initialized");
        }

        var now = KubeTime.Format(input.Now);
        var json = new JsonObject
        {
            ["id"] = id,
            ["name"] = nodeName,
            ["displayName"] = DisplayNameOf(nodeName, options.BoundaryId),
            ["type"] = type,
            ["templateScope"] = "local/",
            ["phase"] = phase,
            ["startedAt"] = now,
            ["finishedAt"] = NodePhases.IsFulfilled(phase, null) ? now : null,
        };
        json.SetOrRemove("templateName", templateName);
        json.SetOrRemove("boundaryID", options.BoundaryId.Length == 0 ? null : options.BoundaryId);
        json.SetOrRemove("message", string.IsNullOrEmpty(message) ? null : message);
        if (alwaysFlagged || options.Hooked || options.Retried)
        {
            var flag = new JsonObject();
            flag.SetOrRemove("hooked", options.Hooked ? true : null);
            flag.SetOrRemove("retried", options.Retried ? true : null);
            json["nodeFlag"] = flag;
        }

        if (type == NodeTypes.Pod)
        {
            json["taskResultSynced"] = true;
        }

        updated = true;
        return nodes.Add(id, json);
    }

    /// <summary>A node of a template, with the inputs it was called with.</summary>
    private WorkflowNode InitializeExecutableNode(string nodeName, string type, JsonObject template, ExecuteOptions options, string phase)
    {
        var node = InitializeNode(nodeName, type, template.Text("name"), options, phase);
        if (template["inputs"] is JsonObject { Count: > 0 } inputs)
        {
            node.Json["inputs"] = inputs.DeepClone();
        }

        if (type == NodeTypes.Suspend)
        {
            AddSuppliedOutputs(node, template);
        }

        return node;
    }

    private string DisplayNameOf(string nodeName, string boundaryId)
    {
        if (nodes.Get(boundaryId) is not { } boundary)
        {
            return nodeName;
        }

        var rest = nodeName.StartsWith(boundary.Name, StringComparison.Ordinal) ? nodeName[boundary.Name.Length..] : nodeName;
        var dot = rest.StartsWith('[') ? rest.IndexOf(']') + 1 : 0;
        return dot < rest.Length && rest[dot] == '.' ? rest[(dot + 1)..] : rest;
    }

    private WorkflowNode MarkNodePhase(string nodeName, string phase, string? message = null)
    {
        // A node that is not there comes up under an empty id, as it does in the real controller.
        var node = nodes.GetByName(nodeName) ?? nodes.Get("") ?? nodes.Add("", []);
        if (node.Phase != NodePhases.Running && NodePhases.IsFailedOrError(phase) && node.TaskResultSynced is not null)
        {
            node.TaskResultSynced = true;
        }

        if (node.Phase != phase)
        {
            node.Phase = phase;
            updated = true;
        }

        if (message is not null && message != (node.Message ?? ""))
        {
            node.Message = message.Length == 0 ? null : message;
            updated = true;
        }

        if (node.IsFulfilled && node.FinishedAt is null)
        {
            node.FinishedAt = input.Now;
            updated = true;
        }

        return node;
    }

    private void AddChildNode(string parent, string child)
    {
        var id = nodes.IdOf(parent);
        var node = nodes.Get(id) ?? throw new OperationPanicException($"was unable to obtain node for {id}");
        updated |= node.AddChild(nodes.IdOf(child));
    }

    private void MarkWorkflowPhase(string phase, string message)
    {
        if (WorkflowPhases.IsCompleted(phase) && TaskResultsInProgress())
        {
            return;
        }

        var labels = metadata.Child("labels");
        if (WorkflowPhase != phase)
        {
            if (WorkflowPhases.IsCompleted(WorkflowPhase))
            {
                return;
            }

            status["phase"] = phase;
            labels[ArgoNames.Phase] = phase;
            labels[ArgoNames.Completed] ??= "false";
            updated = true;
        }

        if (status.Time("startedAt") is null)
        {
            status["startedAt"] = KubeTime.Format(input.Now);
            status["finishedAt"] = null;
            updated = true;
        }

        if ((status.Text("message") ?? "") != message)
        {
            status.SetOrRemove("message", message.Length == 0 ? null : message);
            updated = true;
        }

        if (phase == WorkflowPhases.Error && nodes.Get(name) is { Phase: NodePhases.Running } root)
        {
            root.Phase = NodePhases.Error;
            root.Message = "Workflow operation error";
        }

        if (WorkflowPhases.IsCompleted(phase))
        {
            status["finishedAt"] = KubeTime.Format(input.Now);
            labels[ArgoNames.Completed] = "true";
            Conditions.Set(status, "Completed", "True");
            updated = true;
        }
    }
}
