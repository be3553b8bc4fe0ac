using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Rex.Simulator.Platform.Kubelets;

namespace Rex.Simulator.Modes.Steps;

/// <summary>
/// What an overlay over <c>deploy/argo</c> says, for one world: the shipped settings with the scenario's over them, and the secret with the token.
/// </summary>
internal sealed class StepSettings(RexConnection connection)
{
    private const string Token = "Rex:Connection:GitHub:Token";
    private const string TokenFile = "Rex:Connection:GitHub:TokenFile";

    /// <summary>Fills a volume of a pod with what the template says that it holds.</summary>
    /// <param name="source">Which ConfigMap or Secret; empty for an empty folder.</param>
    /// <param name="folder">Where it goes.</param>
    /// <param name="identity">What the pod calls itself.</param>
    /// <param name="volumes">The pod's volumes.</param>
    public void Fill(string source, string folder, string identity, PodVolumes volumes)
    {
        switch (source)
        {
            case "":
                break;
            case "configMap/rex-step-settings":
                File.WriteAllText(Path.Combine(folder, "settings.json"), JsonSerializer.Serialize(Settings(identity, volumes)));
                break;
            case "secret/rex-github":
                File.WriteAllText(Path.Combine(folder, "token"), identity);
                break;
            default:
                throw new InvalidOperationException($"there is no {source} in the deployment");
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
