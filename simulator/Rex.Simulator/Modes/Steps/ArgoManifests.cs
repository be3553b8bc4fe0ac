using System.Text.Json.Nodes;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Modes.Steps;

/// <summary>The manifests of <c>deploy/argo</c>, as they are shipped.</summary>
internal static class ArgoManifests
{
    /// <summary>Where GitHub's deliveries arrive.</summary>
    public static JsonObject EventSource() => Read("event-source.yaml");

    /// <summary>What makes a workflow of an event.</summary>
    public static JsonObject Sensor() => Read("sensor.yaml");

    /// <summary>The steps.</summary>
    public static JsonObject WorkflowTemplate() => Read("workflow-template.yaml");

    /// <summary>The settings that an overlay completes.</summary>
    public static string Settings() => PlatformManifests.Text("deploy/argo/settings.json");

    private static JsonObject Read(string file) => YamlJson.Parse(PlatformManifests.Text($"deploy/argo/{file}"));
}
