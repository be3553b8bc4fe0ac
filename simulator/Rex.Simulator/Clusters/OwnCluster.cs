using Rex.Simulator.Platform.Api;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Clusters;

/// <summary>A cluster that a world has for itself: the names on it, and what is put on it.</summary>
internal static class OwnCluster
{
    public const string Namespace = "agent-platform";

    public const string Node = "node-1";

    /// <summary>Puts definitions and namespace on it.</summary>
    public static async Task PrepareAsync(KubeApi api, CancellationToken cancellationToken)
    {
        // The world's clock does not run yet, and a real cluster takes its time.
        await ClusterDefinitions.InstallAsync(api, TimeProvider.System, _ => { }, cancellationToken);
        await api.CreateAsync(KubeResource.Namespaces, "", ClusterLabels.Manifest("Namespace", Namespace), cancellationToken);
    }
}
