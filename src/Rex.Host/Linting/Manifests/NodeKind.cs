namespace Rex.Host.Linting.Manifests;

/// <summary>What a node of a document is.</summary>
internal enum NodeKind
{
    /// <summary>A text, a number, a boolean or null.</summary>
    Scalar,

    /// <summary>Keys with values.</summary>
    Mapping,

    /// <summary>A list.</summary>
    Sequence,
}
