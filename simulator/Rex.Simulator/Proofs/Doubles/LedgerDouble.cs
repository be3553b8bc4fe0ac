using Rex.Core.Remediations;

namespace Rex.Simulator.Proofs.Doubles;

/// <summary>The ledger of remediations as Rex keeps it, which a broken rule can bend.</summary>
internal class LedgerDouble(IRemediationStore inner) : IRemediationStore
{
    /// <summary>What becomes of every entry that was read.</summary>
    public Func<Remediation, Remediation> Read { get; init; } = remediation => remediation;

    protected IRemediationStore Inner => inner;

    public virtual Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken) =>
        inner.TryAddAsync(remediation, cancellationToken);

    public virtual async Task<Remediation?> GetAsync(RemediationId id, CancellationToken cancellationToken) =>
        await inner.GetAsync(id, cancellationToken) is { } found ? Read(found) : null;

    public virtual async Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken) =>
        [.. (await inner.ListAsync(task, cancellationToken)).Select(Read)];

    public virtual async Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken) =>
        await inner.TryUpdateStatusAsync(remediation, cancellationToken) is { } written ? Read(written) : null;

    public Task RemoveAsync(Remediation remediation, CancellationToken cancellationToken) =>
        inner.RemoveAsync(remediation, cancellationToken);
}
