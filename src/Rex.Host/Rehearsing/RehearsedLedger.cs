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
        id == Current.Id ? Current : await KnownAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(() => real.ListAsync(task, cancellationToken), [])).Where(one => one.Id != Current.Id), Current];

    /// <summary>What the real ledger has of a push.</summary>
    public Task<Remediation?> KnownAsync(RemediationId id, CancellationToken cancellationToken) =>
        ReadAsync(() => real.GetAsync(id, cancellationToken), null);

    /// <inheritdoc/>
    public Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        Current = remediation with { ResourceVersion = string.Create(CultureInfo.InvariantCulture, $"rehearsed-{++version}") };
        return Task.FromResult<Remediation?>(Current);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(Remediation remediation, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A rehearsal is of one remediation, and removes none.");

    /// <summary>
    /// As before Rex is installed: there is no definition of Remediations yet, or nobody has been given a right to them. Nothing is written, so nothing can come of
    /// what is not known.
    /// </summary>
    private async Task<T> ReadAsync<T>(Func<Task<T>> read, T unknown)
    {
        try
        {
            return await read();
        }
        catch (PlatformException error) when (error.Reason is ReasonCode.AccessLost or ReasonCode.PermissionMissing)
        {
            Problem = error.Message;
            return unknown;
        }
    }
}
