namespace Rex.Adapters.Kubernetes;

/// <summary>What becomes of the objects that a deleted one owns.</summary>
internal static class PropagationPolicy
{
    /// <summary>They go first; the object stays, deleting, until those that block it are gone.</summary>
    public const string Foreground = "Foreground";

    /// <summary>They go after it.</summary>
    public const string Background = "Background";
}
