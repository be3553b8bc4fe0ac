namespace Rex.Core.Remediations;

/// <summary>Is told what happens, for logs, metrics and progress. Called in the flow of the work: it returns at once and does not throw.</summary>
public interface IRemediationObserver
{
    /// <summary>A delivery was decided about.</summary>
    void Decided(DeliveryOutcome outcome);

    /// <summary>A remediation's status changed: a step began, ended or failed, or the remediation ended.</summary>
    void Changed(Remediation remediation);

    /// <summary>Something an operator should know about a remediation that goes on.</summary>
    void Noted(Remediation remediation, string note);

    /// <summary>The ledger could not be read or written; it is tried again by itself.</summary>
    void LedgerFailed(PlatformException error);
}
