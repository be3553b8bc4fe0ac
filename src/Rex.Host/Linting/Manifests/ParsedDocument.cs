namespace Rex.Host.Linting.Manifests;

/// <summary>What became of a document's text.</summary>
/// <param name="Root">The document; null where it cannot be read, or is empty.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record ParsedDocument(ManifestNode? Root, IReadOnlyList<SyntaxProblem> Problems);
