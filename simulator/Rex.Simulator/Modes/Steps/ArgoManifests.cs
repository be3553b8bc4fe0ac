using System.Text.Json.Nodes;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Modes.Steps;

/// <summary>The manifests of <c>deploy/argo</c> and <c>deploy/argo-remediation</c>, as they are shipped.</summary>
internal static class ArgoManifests
{
    /// <summary>Where GitHub's deliveries arrive.</summary>
    public static JsonObject EventSource() => Read("argo/source/event-source.yaml");

    /// <summary>What makes a workflow of an event.</summary>
    public static JsonObject Sensor() => Read("argo/sensor.yaml");

    /// <summary>What writes an event down for a <c>rex serve</c>.</summary>
    public static JsonObject RemediationSensor() => Read("argo-remediation/sensor.yaml");

    /// <summary>The steps.</summary>
    public static JsonObject WorkflowTemplate() => Read("argo/workflow-template.yaml");

    /// <summary>The settings that an overlay completes.</summary>
    public static string Settings() => PlatformManifests.Text("deploy/argo/settings.json");

    private static JsonObject Read(string file) => YamlJson.Parse(PlatformManifests.Text($"deploy/{file}"));
}
