using Rex.Core.Remediations;

namespace Rex.Host.Rehearsing;

/// <summary>Tells nobody.</summary>
internal sealed class SilentObserver : IRemediationObserver
{
    /// <inheritdoc/>
    public void Decided(DeliveryOutcome outcome) { }

    /// <inheritdoc/>
    public void Changed(Remediation remediation) { }

    /// <inheritdoc/>
    public void Noted(Remediation remediation, string note) { }

    /// <inheritdoc/>
    public void LedgerFailed(PlatformException error) { }
}
