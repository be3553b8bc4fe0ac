using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>The pods that the controller makes. Their template, inputs filled in, travels in an environment variable.</summary>
internal static class WorkflowPods
{
    public static JsonObject Create(
        JsonObject workflow,
        string nodeName,
        string nodeId,
        JsonObject template,
        bool onExit,
        bool finalizer,
        long? seconds
    )
    {
        var workflowName = workflow.Text("name") ?? "";
        var owner = new JsonObject
        {
            ["apiVersion"] = ArgoNames.ApiVersion,
            ["kind"] = "Workflow",
            ["name"] = workflowName,
            ["uid"] = workflow.Text("uid"),
            ["controller"] = true,
            ["blockOwnerDeletion"] = true,
        };
        var metadata = new JsonObject
        {
            ["name"] = NodeIds.PodName(workflowName, nodeName, template.Text("name") ?? ""),
            ["namespace"] = workflow.Text("namespace"),
            ["labels"] = new JsonObject { [ArgoNames.Workflow] = workflowName, [ArgoNames.Completed] = "false" },
            ["annotations"] = new JsonObject { [ArgoNames.NodeName] = nodeName, [ArgoNames.NodeId] = nodeId },
            ["ownerReferences"] = new JsonArray(owner),
        };
        if (onExit)
        {
            metadata["labels"]![ArgoNames.OnExit] = "true";
        }

        if (workflow["labels"].TextAt(ArgoNames.InstanceId) is { } instance)
        {
            metadata["labels"]![ArgoNames.InstanceId] = instance;
        }

        if (finalizer)
        {
            metadata["finalizers"] = new JsonArray(ArgoNames.PodStatusFinalizer);
        }

        var spec = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["containers"] = Containers(workflowName, workflow.Text("uid"), template),
        };
        spec.SetOrRemove("activeDeadlineSeconds", seconds);
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = spec,
        };
    }

    private static JsonArray Containers(string workflow, string? uid, JsonObject template)
    {
        var carried = (JsonObject)template.DeepClone();
        carried.Remove("retryStrategy");
        var environment = new JsonArray(
            Variable(ArgoNames.TemplateVariable, carried.ToJsonString()),
            Variable("ARGO_WORKFLOW_NAME", workflow),
            Variable("ARGO_WORKFLOW_UID", uid ?? "")
        );
        var main = new JsonObject { ["name"] = "main", ["env"] = environment };
        if (template["resource"] is JsonObject resource)
        {
            main["image"] = "quay.io/argoproj/argoexec";
            main["command"] = new JsonArray("argoexec", "resource", resource.Text("action"));
            return [main];
        }

        main["image"] = template["script"].TextAt("image") ?? template["container"].TextAt("image") ?? "";
        var wait = new JsonObject
        {
            ["name"] = "wait",
            ["image"] = "quay.io/argoproj/argoexec",
            ["command"] = new JsonArray("argoexec", "wait"),
        };
        return [wait, main];
    }

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
