using Rex.Core.Remediations;

namespace Rex.Simulator.Tests.Modes;

/// <summary>Waits for a remediation to end.</summary>
internal sealed class EndsOfRemediations : IRemediationObserver
{
    private readonly TaskCompletionSource<Remediation> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Remediation> FirstAsync(CancellationToken cancellationToken) => first.Task.WaitAsync(cancellationToken);

    public void Decided(DeliveryOutcome outcome) { }

    public void Changed(Remediation remediation)
    {
        if (remediation.HasEnded)
        {
            first.TrySetResult(remediation);
        }
    }

    public void Noted(Remediation remediation, string note) { }

    public void LedgerFailed(PlatformException error) { }
}
