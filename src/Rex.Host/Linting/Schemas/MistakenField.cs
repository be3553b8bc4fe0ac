namespace Rex.Host.Linting.Schemas;

/// <summary>A field that people write where there is none.</summary>
/// <param name="Kind">The kind of the manifest.</param>
/// <param name="Path">The keys that lead to the mapping that it stands in; a star is any key, and lists are passed through.</param>
/// <param name="Field">The field.</param>
/// <param name="Advice">What happens, and what to write.</param>
internal sealed record MistakenField(string Kind, string Path, string Field, string Advice);
