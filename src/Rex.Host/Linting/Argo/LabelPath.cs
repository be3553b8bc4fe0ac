namespace Rex.Host.Linting.Argo;

/// <summary>Destinations of parameters that are labels.</summary>
internal static class LabelPath
{
    /// <summary>Whether a destination is the value of a label, of the object itself or of its pods.</summary>
    public static bool Is(string destination) =>
        // metadata at any depth, and podMetadata.
        destination.Contains("etadata.labels.", StringComparison.Ordinal);
}
