using Rex.Simulator.Clusters.ApiServer;
using Rex.Simulator.Clusters.Embedded;
using Rex.Simulator.Clusters.Existing;
using Rex.Simulator.Clusters.K3s;

namespace Rex.Simulator.Clusters;

/// <summary>The cluster that scenarios were asked to run on.</summary>
internal sealed record ClusterSettings
{
    public ClusterKind Kind { get; init; }

    /// <summary>The context of the kubeconfig; null for its current one.</summary>
    public string? Context { get; init; }

    /// <summary>The context whose cluster may be used although it is not on this machine, or is set up for agents already.</summary>
    public string? Confirmed { get; init; }

    /// <summary>The image of K3s.</summary>
    public string Image { get; init; } = K3sOptions.DefaultImage;

    /// <summary>Opens it.</summary>
    /// <exception cref="ClusterException">It cannot be used.</exception>
    public async Task<IWorldClusters> OpenAsync(CancellationToken cancellationToken) =>
        Kind switch
        {
            ClusterKind.ApiServer => new ApiServerClusters(),
            ClusterKind.Kubeconfig => await ExistingClusters.OpenAsync(
                ExistingApi.Find(null, Context),
                Confirmed,
                TimeProvider.System,
                cancellationToken
            ),
            ClusterKind.K3s => await K3sClusters.OpenAsync(new K3sOptions { Image = Image }, TimeProvider.System, cancellationToken),
            _ => new EmbeddedClusters(),
        };
}
