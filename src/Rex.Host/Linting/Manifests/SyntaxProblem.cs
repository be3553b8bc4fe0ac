namespace Rex.Host.Linting.Manifests;

/// <summary>What keeps a document, or a part of it, from being read.</summary>
internal sealed record SyntaxProblem(Position Position, string Message);
