using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;

namespace Rex.Simulator.Modes.Steps;

/// <summary>
/// What an overlay over <c>deploy/argo</c> says, for one world: the shipped settings with the scenario's over them, and the secret with the token.
/// </summary>
/// <param name="connection">What Rex is told about the world; each pod has an identity of its own.</param>
/// <param name="template">The WorkflowTemplate.</param>
internal sealed class StepSettings(RexConnection connection, JsonObject template)
{
    private const string Token = "Rex:Connection:GitHub:Token";
    private const string TokenFile = "Rex:Connection:GitHub:TokenFile";

    /// <summary>Fills the volumes of a pod with what the template says that they hold.</summary>
    public void Fill(ContainerStart start)
    {
        foreach (var volume in (template["spec"] as JsonObject).Objects("volumes"))
        {
            var folder = start.Volumes.Folder(volume.Text("name") ?? "");
            switch (volume["configMap"].TextAt("name"), volume["secret"].TextAt("secretName"), volume.ContainsKey("emptyDir"))
            {
                case ("rex-step-settings", null, false):
                    var settings = JsonSerializer.Serialize(Settings(start.Pod, start.Volumes));
                    File.WriteAllText(Path.Combine(folder, "settings.json"), settings);
                    break;
                case (null, "rex-github", false):
                    File.WriteAllText(Path.Combine(folder, "token"), start.Pod);
                    break;
                case (null, null, true):
                    break;
                default:
                    throw new InvalidOperationException($"the deployment has nothing for the volume {volume.ToJsonString()}");
            }
        }
    }

    private Dictionary<string, string?> Settings(string identity, PodVolumes volumes)
    {
        var scenario = (connection with { Identity = identity }).Settings();
        // The token comes as the manifests have it, from a file.
        scenario.Remove(Token);
        using var shipped = new MemoryStream(Encoding.UTF8.GetBytes(ArgoManifests.Settings()));
        var settings = new ConfigurationBuilder()
            .AddJsonStream(shipped)
            .AddInMemoryCollection(scenario)
            .Build()
            .AsEnumerable()
            .Where(setting => setting.Value is not null)
            .ToDictionary(setting => setting.Key, setting => setting.Value);
        settings[TokenFile] = volumes.Here(settings[TokenFile]!);
        return settings;
    }
}
