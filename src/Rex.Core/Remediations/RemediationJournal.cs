namespace Rex.Core.Remediations;

/// <summary>
/// A remediation at work: its newest state, and the one way to change its status in the ledger. Somebody else's change to the entry is noticed
/// here, since every write names the version it was made from.
/// </summary>
public sealed class RemediationJournal(IRemediationStore store, IRemediationObserver observer, Remediation remediation)
{
    /// <summary>The remediation as last read or written.</summary>
    public Remediation Current { get; private set; } = remediation;

    /// <summary>Writes a changed status.</summary>
    /// <exception cref="RemediationTakenOverException">Another process works on it, or has ended it, or it is gone.</exception>
    public async Task WriteAsync(Func<RemediationStatus, RemediationStatus> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = Current with { Status = change(Current.Status) };
            if (await TryWriteAsync(changed, cancellationToken) is { } written)
            {
                Current = written;
                observer.Changed(written);
                return;
            }

            await ConfirmAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Null where somebody else changed the entry. After an end nobody looks at it again: one that was written and whose answer was lost is found here, or it
    /// would never be told.
    /// </summary>
    private async Task<Remediation?> TryWriteAsync(Remediation changed, CancellationToken cancellationToken)
    {
        try
        {
            return await store.TryUpdateStatusAsync(changed, cancellationToken) ?? await FindEndAsync(changed, cancellationToken);
        }
        catch (PlatformException)
        {
            if (await FindEndAsync(changed, cancellationToken) is { } written)
            {
                return written;
            }

            throw;
        }
    }

    /// <summary>The entry, where it ended exactly as it was to be written; null otherwise, and where it was to be written as not ended.</summary>
    private async Task<Remediation?> FindEndAsync(Remediation changed, CancellationToken cancellationToken)
    {
        if (!changed.HasEnded)
        {
            return null;
        }

        var newest = await store.GetAsync(changed.Id, cancellationToken);
        return newest is not null && EndOf(newest).Equals(EndOf(changed)) ? newest : null;
    }

    private static (RemediationPhase, ReasonCode?, string, DateTimeOffset?, int) EndOf(Remediation remediation)
    {
        var status = remediation.Status;
        return (status.Phase, status.Reason, status.Message, status.FinishedAt, status.Attempts);
    }

    /// <summary>Reads the entry again, and makes sure that it is still this process that works on it.</summary>
    /// <exception cref="RemediationTakenOverException">Another process works on it, or has ended it, or it is gone.</exception>
    internal async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var newest = await store.GetAsync(Current.Id, cancellationToken);
        if (newest is null || newest.HasEnded || newest.Status.Attempts != Current.Status.Attempts)
        {
            throw new RemediationTakenOverException(Current.Id);
        }

        Current = newest;
    }

    /// <summary>Tells the observers something that is worth knowing though the work goes on.</summary>
    public void Note(string note) => observer.Noted(Current, note);
}
