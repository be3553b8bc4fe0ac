using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Schemas;

/// <summary>A field that a kind does not have.</summary>
/// <param name="Field">The key.</param>
/// <param name="Message">What is wrong with it.</param>
internal sealed record FoundField(ManifestNode Field, string Message);
