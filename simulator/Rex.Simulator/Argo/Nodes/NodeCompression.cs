namespace Rex.Simulator.Argo.Nodes;

/// <summary>How a controller compresses the node status of a large workflow (WORKFLOW_COMPRESSION_ALGORITHM).</summary>
internal enum NodeCompression
{
    /// <summary>What every version writes by default, and all that versions before 4.1 know.</summary>
    Gzip,

    /// <summary>A choice since 4.1. The third one, zstd, is not here: .NET 10 has no zstd.</summary>
    Brotli,
}
