using Rex.Core.Remediations;

namespace Rex.Core.Tests.Platform;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingObserver : IRemediationObserver
{
    public List<DeliveryOutcome> Outcomes { get; } = [];

    public List<Remediation> Changes { get; } = [];

    public List<string> Notes { get; } = [];

    public List<PlatformException> LedgerFailures { get; } = [];

    public void Decided(DeliveryOutcome outcome) => Outcomes.Add(outcome);

    public void Changed(Remediation remediation) => Changes.Add(remediation);

    public void Noted(Remediation remediation, string note) => Notes.Add(note);

    public void LedgerFailed(PlatformException error) => LedgerFailures.Add(error);
}
