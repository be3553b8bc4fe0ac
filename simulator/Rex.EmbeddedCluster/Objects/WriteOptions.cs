namespace Rex.Embedded.Objects;

/// <summary>The query parameters of a write.</summary>
/// <param name="DryRun">Do all but the write.</param>
/// <param name="Strict">Refuse unknown and duplicate fields instead of dropping them.</param>
/// <param name="FieldManager">Who writes, for server-side apply.</param>
internal sealed record WriteOptions(bool DryRun, bool Strict, string FieldManager = "kube-controller-manager");
