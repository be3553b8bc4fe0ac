namespace Rex.Host.Linting.Manifests;

/// <summary>One key of a mapping, with its value.</summary>
internal sealed record ManifestEntry(ManifestNode Key, ManifestNode Value)
{
    /// <summary>The key as text; empty where the key is none.</summary>
    public string Name => Key.Text ?? "";
}
