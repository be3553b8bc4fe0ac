using System.Collections.Concurrent;
using Rex.Core.Remediations;

namespace Rex.Benchmarks.Receiving;

/// <summary>A ledger that costs nothing, and that nobody works on: what is left is the receiver.</summary>
internal sealed class MemoryLedger : IRemediationStore
{
    private readonly ConcurrentDictionary<RemediationId, Remediation> entries = new();

    public Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken) =>
        Task.FromResult(entries.TryAdd(remediation.Id, remediation) ? remediation : null);

    public Task<Remediation?> GetAsync(RemediationId id, CancellationToken cancellationToken) =>
        Task.FromResult(entries.GetValueOrDefault(id));

    public Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Remediation>>([]);

    public Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken) =>
        Task.FromResult<Remediation?>(null);

    public Task RemoveAsync(Remediation remediation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
