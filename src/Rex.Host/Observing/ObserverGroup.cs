using Rex.Core.Remediations;

namespace Rex.Host.Observing;

/// <summary>Tells each of several observers, in their order.</summary>
internal sealed class ObserverGroup(params IReadOnlyList<IRemediationObserver> observers) : IRemediationObserver
{
    /// <inheritdoc/>
    public void Decided(DeliveryOutcome outcome) => Tell(observer => observer.Decided(outcome));

    /// <inheritdoc/>
    public void Changed(Remediation remediation) => Tell(observer => observer.Changed(remediation));

    /// <inheritdoc/>
    public void Noted(Remediation remediation, string note) => Tell(observer => observer.Noted(remediation, note));

    /// <inheritdoc/>
    public void LedgerFailed(PlatformException error) => Tell(observer => observer.LedgerFailed(error));

    private void Tell(Action<IRemediationObserver> tell)
    {
        foreach (var observer in observers)
        {
            tell(observer);
        }
    }
}
