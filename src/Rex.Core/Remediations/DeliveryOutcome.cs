using Rex.Core.Pushes;

namespace Rex.Core.Remediations;

/// <summary>What became of a delivery when it was received.</summary>
/// <param name="Result">Accepted, ignored or a duplicate.</param>
/// <param name="Reason">Why it was ignored, or <see cref="ReasonCode.Duplicate"/>; null where it was accepted.</param>
/// <param name="Message">The reason in words.</param>
/// <param name="Id">The remediation it became, or is a duplicate of; null where it was ignored.</param>
/// <param name="Push">The push, where it was one for a task.</param>
public sealed record DeliveryOutcome(DeliveryResult Result, ReasonCode? Reason, string Message, RemediationId? Id, Push? Push)
{
    /// <summary>The remediation as it stands in the ledger, where this very delivery was accepted.</summary>
    public Remediation? Accepted { get; init; }
}
