namespace Rex.Host.Linting.Access;

/// <summary>A kind of Kubernetes object whose group is known for certain.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Group">Its API group; empty for the core group.</param>
/// <param name="Version">Its only version; null where there were several.</param>
/// <param name="Plural">The name that Roles and kubectl use.</param>
/// <param name="Aliases">Other names that kubectl takes, the singular aside.</param>
internal sealed record KnownResource(string Kind, string Group, string? Version, string Plural, params string[] Aliases);
