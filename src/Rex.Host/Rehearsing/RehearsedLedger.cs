using System.Globalization;
using Rex.Core.Remediations;

namespace Rex.Host.Rehearsing;

/// <summary>The real ledger with one more remediation, which is written to in memory only.</summary>
internal sealed class RehearsedLedger(IRemediationStore real, Remediation remediation) : IRemediationStore
{
    private int version;

    /// <summary>The remediation that is rehearsed, as last written.</summary>
    public Remediation Current { get; private set; } = remediation with { ResourceVersion = "rehearsed-0" };

    /// <summary>Why the real ledger could not be read, and counted as empty; null where it was read.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A rehearsal is of one remediation.");

    /// <inheritdoc/>
    public async Task<Remediation?> GetAsync(RemediationId id, CancellationToken cancellationToken) =>
        id == Current.Id ? Current : await real.GetAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await real.ListAsync(task, cancellationToken)).Where(one => one.Id != Current.Id), Current];
        }
        catch (PlatformException error) when (error.Reason == ReasonCode.AccessLost)
        {
            // As before Rex is installed: there is no definition of Remediations yet. Nothing is written, so nothing can come of what is not known.
            Problem = error.Message;
            return [Current];
        }
    }

    /// <inheritdoc/>
    public Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        Current = remediation with { ResourceVersion = string.Create(CultureInfo.InvariantCulture, $"rehearsed-{++version}") };
        return Task.FromResult<Remediation?>(Current);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(Remediation remediation, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A rehearsal is of one remediation, and removes none.");
}
