namespace Rex.ApiServers;

/// <summary>How an <see cref="ApiServerCluster"/> runs.</summary>
public sealed record ApiServerClusterOptions
{
    /// <summary>The programs; null to look where <c>KUBEBUILDER_ASSETS</c> says.</summary>
    public ApiServerBinaries? Binaries { get; init; }

    /// <summary>
    /// Whether <c>kube-controller-manager</c> is started along where there is one: with its garbage collector and its namespace controller
    /// alone. Otherwise <see cref="ApiServerCluster.StartControllersAsync"/> starts it.
    /// </summary>
    public bool Controllers { get; init; } = true;

    /// <summary>
    /// Whether reads and watches come from the server's cache, as they do by default. Without it they come from etcd, so that
    /// <see cref="ApiServerCluster.CompactAsync"/> makes the server forget.
    /// </summary>
    public bool WatchCache { get; init; } = true;

    /// <summary>More flags for <c>kube-apiserver</c>.</summary>
    public IReadOnlyList<string> ApiServerFlags { get; init; } = [];

    /// <summary>How long one process may take until it is ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
