namespace Rex.Simulator.Clusters;

/// <summary>Which cluster a world has.</summary>
internal enum ClusterKind
{
    /// <summary>The embedded one, in this process.</summary>
    Embedded,

    /// <summary>A real API server, as child processes.</summary>
    ApiServer,
}
