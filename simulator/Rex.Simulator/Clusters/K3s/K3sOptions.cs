namespace Rex.Simulator.Clusters.K3s;

/// <summary>How K3s is started.</summary>
internal sealed record K3sOptions
{
    /// <summary>The image where none is named. Earlier than Kubernetes 1.32 its Job controller would interfere with the stand-ins.</summary>
    public const string DefaultImage = "rancher/k3s:v1.33.4-k3s1";

    /// <summary>The image.</summary>
    public string Image { get; init; } = DefaultImage;

    /// <summary>The Docker Engine; null for that of DOCKER_HOST, or the machine's own.</summary>
    public Uri? Engine { get; init; }

    /// <summary>How long it may take from the container's start until the API server is ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(3);
}
