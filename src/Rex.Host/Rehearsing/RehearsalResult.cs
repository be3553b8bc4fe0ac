using Rex.Core.Remediations;

namespace Rex.Host.Rehearsing;

/// <summary>What would become of a push.</summary>
/// <param name="Remediation">The remediation as it would stand: ended, or waiting for what only the real world brings about.</param>
/// <param name="Writes">The writes that would be made, in their order.</param>
internal sealed record RehearsalResult(Remediation Remediation, IReadOnlyList<PlannedWrite> Writes)
{
    /// <summary>Why the ledger could not be read, and counted as empty; null where it was read.</summary>
    public string? LedgerProblem { get; init; }

    /// <summary>Whether the restart write would be made.</summary>
    public bool Restarts => Remediation.Status is { Phase: RemediationPhase.Running, Step: StepName.ResumePipeline, Restart: not null };
}
