namespace Rex.Adapters;

/// <summary>Where the systems are that Rex works with, and what it identifies itself with. In the settings: <c>Rex:Connection</c>.</summary>
public sealed record RexConnectionOptions
{
    /// <summary>The Kubernetes API server.</summary>
    public KubernetesConnection Kubernetes { get; init; } = new();

    /// <summary>GitHub's REST API.</summary>
    public GitHubConnection GitHub { get; init; } = new();
}
