using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting;

/// <summary>One mistake at one place.</summary>
internal sealed record Finding(RuleDescription Rule, string File, Position Position, string Message);
