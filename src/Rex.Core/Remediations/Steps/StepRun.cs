namespace Rex.Core.Remediations.Steps;

/// <summary>One run of one step.</summary>
/// <param name="Journal">The remediation, and the way to note what is done for it.</param>
/// <param name="Deadline">Cancelled when the step's time is over, or the process stops.</param>
/// <param name="Stop">Cancelled when the process stops.</param>
internal sealed record StepRun(RemediationJournal Journal, CancellationToken Deadline, CancellationToken Stop)
{
    /// <summary>The remediation as last noted.</summary>
    public Remediation Remediation => Journal.Current;

    /// <summary>Whether the step's time is over while the process goes on.</summary>
    public bool IsOverdue => Deadline.IsCancellationRequested && !Stop.IsCancellationRequested;
}
