namespace Rex.Simulator.Clusters;

/// <summary>Which cluster scenarios run on.</summary>
internal enum ClusterKind
{
    /// <summary>The embedded one, in this process.</summary>
    Embedded,

    /// <summary>A real API server, as child processes.</summary>
    ApiServer,

    /// <summary>One that is there already.</summary>
    Kubeconfig,

    /// <summary>K3s in a container.</summary>
    K3s,
}
