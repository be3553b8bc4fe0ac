using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>A pod that the workflow controller made, with the template it carries.</summary>
internal sealed record ExecutorPod(
    string Namespace,
    string Workflow,
    string WorkflowUid,
    string NodeId,
    string NodeName,
    JsonObject Template
)
{
    /// <summary>The display name of its node, without the number of an attempt.</summary>
    public string Step => NodeName[(NodeName.LastIndexOf('.') + 1)..].Split('(')[0];

    /// <summary>Null for pods of other kinds.</summary>
    public static ExecutorPod? Of(JsonElement pod)
    {
        foreach (var container in pod.GetProperty("spec").GetProperty("containers").EnumerateArray())
        {
            foreach (var variable in container.Get("env")?.EnumerateArray() ?? default)
            {
                if (
                    variable.GetText("name") == ArgoNames.TemplateVariable
                    && JsonNode.Parse(variable.GetText("value") ?? "") is JsonObject template
                )
                {
                    return new ExecutorPod(
                        pod.Namespace(),
                        pod.Label(ArgoNames.Workflow) ?? "",
                        OwnerUid(pod),
                        pod.Annotation(ArgoNames.NodeId) ?? "",
                        pod.Annotation(ArgoNames.NodeName) ?? "",
                        template
                    );
                }
            }
        }

        return null;
    }

    public string? Input(string name) =>
        (Template["inputs"] as JsonObject).Objects("parameters").FirstOrDefault(p => p.Text("name") == name)?["value"]?.ToString();

    /// <summary>The object that a resource template is about.</summary>
    public JsonObject Manifest() => YamlJson.Parse(Template["resource"].TextAt("manifest") ?? "");

    private static string OwnerUid(JsonElement pod) =>
        pod.Get("metadata", "ownerReferences") is { ValueKind: JsonValueKind.Array } owners && owners.GetArrayLength() > 0
            ? owners[0].GetText("uid") ?? ""
            : "";
}
