using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>Which specification is executed, and the values that every template can refer to.</summary>
internal sealed partial class WorkflowOperation
{
    private bool PrepareSpec()
    {
        var own = workflow.Child("spec");
        try
        {
            spec = own.At("workflowTemplateRef").TextAt("name") is { } template ? StoredSpec(own, template) : own;
        }
        catch (TemplateErrorException error)
        {
            MarkWorkflowPhase(WorkflowPhases.Error, error.Message);
            return false;
        }

        foreach (var template in spec.Objects("templates"))
        {
            templates[template.Text("name") ?? ""] = template;
        }

        SetGlobals();
        if (string.IsNullOrEmpty(WorkflowPhase))
        {
            ApplyWorkflowMetadata();
        }

        globals["workflow.status"] = WorkflowPhase ?? "";
        return true;
    }

    private JsonObject StoredSpec(JsonObject own, string templateName)
    {
        if (status["storedWorkflowTemplateSpec"] is not JsonObject stored)
        {
            var template =
                input.Template(templateName)
                ?? throw new TemplateErrorException($"workflowtemplates.argoproj.io \"{templateName}\" not found");
            status["storedWorkflowTemplateSpec"] = stored = StoredTemplates.Join(own, (JsonObject)template["spec"]!);
            status["storedTemplates"] = StoredTemplates.Of(templateName, stored);
            if (input.Storage.Version.LabelsWithTemplate)
            {
                metadata.Child("labels")[ArgoNames.WorkflowTemplate] = templateName;
            }

            updated = true;
        }
        else if (own.Flag("suspend") != stored.Flag("suspend") || (own.Text("shutdown") ?? "") != (stored.Text("shutdown") ?? ""))
        {
            stored.SetOrRemove("suspend", own["suspend"]?.DeepClone());
            stored.SetOrRemove("shutdown", own["shutdown"]?.DeepClone());
            updated = true;
        }

        return stored;
    }

    private void SetGlobals()
    {
        globals["workflow.name"] = name;
        globals["workflow.namespace"] = metadata.Text("namespace") ?? "";
        globals["workflow.uid"] = metadata.Text("uid") ?? "";
        globals["workflow.mainEntrypoint"] = spec.Text("entrypoint") ?? "";
        globals["workflow.serviceAccountName"] = spec.Text("serviceAccountName") ?? "";
        globals["workflow.creationTimestamp"] = metadata.Text("creationTimestamp") ?? "";
        foreach (var parameter in (spec["arguments"] as JsonObject).Objects("parameters"))
        {
            if (parameter["value"] is JsonValue value)
            {
                globals["workflow.parameters." + parameter.Text("name")] = value.ToString();
            }
        }

        AddTexts("workflow.labels.", metadata["labels"] as JsonObject);
        AddTexts("workflow.annotations.", metadata["annotations"] as JsonObject);
    }

    private void ApplyWorkflowMetadata()
    {
        foreach (var kind in (string[])["labels", "annotations"])
        {
            if (spec["workflowMetadata"].At(kind) is JsonObject values)
            {
                var target = metadata.Child(kind);
                foreach (var (key, value) in values)
                {
                    target[key] = Placeholders.Replace(value?.ToString() ?? "", globals.GetValueOrDefault);
                }

                AddTexts($"workflow.{kind}.", target);
                updated = true;
            }
        }
    }

    private void AddTexts(string prefix, JsonObject? values)
    {
        foreach (var (key, value) in values ?? [])
        {
            globals[prefix + key] = value?.ToString() ?? "";
        }
    }
}
