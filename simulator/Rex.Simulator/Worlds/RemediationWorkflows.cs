using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Worlds;

/// <summary>The workflows that run Rex's steps, where it is deployed so. None of them is a main workflow of a task.</summary>
internal static class RemediationWorkflows
{
    /// <summary>The template that all of them are made from.</summary>
    public const string Template = "rex-remediation";

    public static IEnumerable<JsonObject> AllIn(World world) =>
        world.Objects.All("workflows").Where(workflow => workflow["spec"]?["workflowTemplateRef"]?["name"]?.GetValue<string>() == Template);

    public static bool HasEnded(JsonObject workflow) => Testimony.Phase(workflow) is "Succeeded" or "Failed" or "Error";
}
