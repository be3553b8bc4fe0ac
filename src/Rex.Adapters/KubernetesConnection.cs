namespace Rex.Adapters;

/// <summary>
/// How the Kubernetes API server is reached: by address, else by kubeconfig, else, in a pod, by the pod's service account, else by the
/// default kubeconfig.
/// </summary>
public sealed record KubernetesConnection
{
    /// <summary>The address of the API server. Plain http only for loopback addresses.</summary>
    public Uri? ApiServer { get; init; }

    /// <summary>The bearer token for <see cref="ApiServer"/>.</summary>
    public string? Token { get; init; }

    /// <summary>A file with the certificates (PEM) that <see cref="ApiServer"/>'s certificate is checked against; null: those of the system.</summary>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>A kubeconfig file; without it those that KUBECONFIG names, or ~/.kube/config.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context of the kubeconfig; null: its current one.</summary>
    public string? Context { get; init; }

    /// <summary>How long one request may take. Default 10 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one watch lasts before everything is looked at again, said to have changed or not. Default 30 seconds, at least 1.</summary>
    public TimeSpan WatchDuration { get; init; } = TimeSpan.FromSeconds(30);
}
