using System.Text.Json;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>Finds the template a node runs, in the places where a workflow keeps its templates.</summary>
internal static class Templates
{
    public static JsonElement? Of(MainWorkflow workflow, WorkflowNode node)
    {
        if (node.TemplateName is not { } name)
        {
            return null;
        }

        var document = workflow.Document;
        return document
            .Items("status", "storedWorkflowTemplateSpec", "templates")
            .Concat(document.Items("spec", "templates"))
            .Concat(document.Members("status", "storedTemplates").Select(stored => stored.Value))
            .Where(template => template.Text("name") == name)
            .Select(template => (JsonElement?)template)
            .FirstOrDefault();
    }

    /// <summary>Whether the node's pod runs a resource template: such a pod has one container only, and is never killed late by its name.</summary>
    public static bool IsResource(MainWorkflow workflow, WorkflowNode node) => Of(workflow, node)?.Find("resource") is not null;
}
