using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>What the controller keeps of a WorkflowTemplate in the status of each workflow made from it.</summary>
internal static class StoredTemplates
{
    /// <summary>The template's specification with the workflow's own fields over it; arguments are merged by name.</summary>
    public static JsonObject Join(JsonObject own, JsonObject template)
    {
        var joined = (JsonObject)template.DeepClone();
        foreach (var (field, value) in own)
        {
            if (field != "arguments")
            {
                joined[field] = value?.DeepClone();
            }
        }

        joined["arguments"] = new JsonObject
        {
            ["parameters"] = JoinParameters(own["arguments"] as JsonObject, template["arguments"] as JsonObject),
        };
        foreach (var item in joined.Objects("templates"))
        {
            Complete(item);
        }

        return joined;
    }

    public static JsonObject Of(string templateName, JsonObject spec)
    {
        var stored = new JsonObject();
        foreach (var template in spec.Objects("templates"))
        {
            stored[$"namespaced/{templateName}/{template.Text("name")}"] = template.DeepClone();
        }

        return stored;
    }

    private static JsonArray JoinParameters(JsonObject? own, JsonObject? template)
    {
        var first = own.Objects("parameters").ToList();
        var names = first.Select(parameter => parameter.Text("name")).ToHashSet();
        return new JsonArray([
            .. first.Concat(template.Objects("parameters").Where(p => !names.Contains(p.Text("name")))).Select(p => p.DeepClone()),
        ]);
    }

    /// <summary>Empty objects that the controller's own serialization adds.</summary>
    private static void Complete(JsonObject template)
    {
        template.Child("inputs");
        template.Child("outputs");
        template.Child("metadata");
        foreach (var task in (template["dag"] as JsonObject).Objects("tasks"))
        {
            task.Child("arguments");
        }

        foreach (var group in (template["steps"] as JsonArray)?.OfType<JsonArray>() ?? [])
        {
            foreach (var step in group.OfType<JsonObject>())
            {
                step.Child("arguments");
            }
        }
    }
}
