namespace Rex.Core.Workflows.Nodes;

/// <summary>How a workflow's node status is written.</summary>
internal enum NodeEncoding
{
    /// <summary>As JSON in <c>status.nodes</c>.</summary>
    Plain,

    /// <summary>Base64 of gzip in <c>status.compressedNodes</c>.</summary>
    Gzip,

    /// <summary>Base64 of Brotli in <c>status.compressedNodes</c>.</summary>
    Brotli,
}
