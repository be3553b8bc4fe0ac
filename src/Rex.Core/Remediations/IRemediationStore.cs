namespace Rex.Core.Remediations;

/// <summary>
/// The ledger of remediations. What it took is durable when the call returns. Failures come as <see cref="PlatformException"/>.
/// </summary>
public interface IRemediationStore
{
    /// <summary>Adds a remediation under its id. The claim is the insert itself, never a look followed by an insert.</summary>
    /// <returns>The entry as the ledger holds it, or null where one with this id is there already: the push is a duplicate.</returns>
    Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken);

    /// <summary>The remediation with this id, or null.</summary>
    Task<Remediation?> GetAsync(RemediationId id, CancellationToken cancellationToken);

    /// <summary>All remediations of one task, or of all tasks where <paramref name="task"/> is null, in any order.</summary>
    Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken);

    /// <summary>Writes the status, if the entry is still as <see cref="Remediation.ResourceVersion"/> says.</summary>
    /// <returns>The entry as written, or null where somebody else changed it meanwhile or it is gone.</returns>
    Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken);

    /// <summary>Takes an entry out of the ledger, if it is still as <see cref="Remediation.ResourceVersion"/> says. Changed since, or gone: nothing is done.</summary>
    Task RemoveAsync(Remediation remediation, CancellationToken cancellationToken);
}
