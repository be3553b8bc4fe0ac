namespace Rex.Embedded.Resources;

/// <summary>What a kind does with dependents by default.</summary>
internal enum PropagationDefault
{
    /// <summary>They are collected after their owner.</summary>
    Background,

    /// <summary>They lose their owner and stay: <c>batch/v1</c> Jobs, for compatibility.</summary>
    Orphan,

    /// <summary>The kind takes no part in it: Events.</summary>
    Unsupported,
}
