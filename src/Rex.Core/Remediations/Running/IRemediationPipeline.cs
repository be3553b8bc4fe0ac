namespace Rex.Core.Remediations.Running;

/// <summary>Works on one remediation.</summary>
public interface IRemediationPipeline
{
    /// <summary>Works on the remediation until it ends, is deferred, or somebody else has taken it over.</summary>
    /// <returns>False where somebody else has taken it over.</returns>
    /// <exception cref="OperationCanceledException">The process stops; the ledger stays as it is, and the work is taken up again from there.</exception>
    Task<bool> RunAsync(Remediation remediation, CancellationToken stop);
}
