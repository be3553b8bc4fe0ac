using System.Text.Json.Nodes;
using Rex.Adapters.Remediations;
using Rex.Simulator.Clusters;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Templates;

/// <summary>The definitions of all custom resources that a scenario needs: Rex's own, Argo's, and that of the agents.</summary>
internal static class ClusterDefinitions
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static IReadOnlyList<JsonObject> All() => [YamlJson.Parse(RemediationDefinition.Yaml), .. PlatformManifests.Definitions()];

    /// <summary>Creates those that are missing and returns when the cluster serves them all.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="created">Told the name of each that was missing.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task InstallAsync(KubeApi api, TimeProvider time, Action<string> created, CancellationToken cancellationToken)
    {
        foreach (var definition in All())
        {
            definition["metadata"]!["labels"] = ClusterLabels.Made;
            if (await api.CreateIfMissingAsync(KubeResource.Definitions, "", definition, cancellationToken))
            {
                created(definition["metadata"]!["name"]!.GetValue<string>());
            }
        }

        foreach (var definition in All())
        {
            await WaitUntilServedAsync(api, ResourceOf(definition), time, cancellationToken);
        }
    }

    private static KubeResource ResourceOf(JsonObject definition)
    {
        var spec = definition["spec"]!;
        return new KubeResource(
            spec["group"]!.GetValue<string>(),
            spec["versions"]![0]!["name"]!.GetValue<string>(),
            spec["names"]!["plural"]!.GetValue<string>()
        );
    }

    private static async Task WaitUntilServedAsync(
        KubeApi api,
        KubeResource resource,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            try
            {
                await api.ListAsync(resource, "", null, cancellationToken);
                return;
            }
            catch (KubeApiException error) when (error.IsNotFound)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
