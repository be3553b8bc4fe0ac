using System.Collections.Concurrent;
using Rex.Core.Remediations;

namespace Rex.Host.Observing;

/// <summary>Measures and traces remediations by the changes of their status.</summary>
internal sealed class RemediationTelemetry(RexInstruments instruments, TimeProvider time) : IRemediationObserver
{
    // Within a task there is one attempt at a time.
    private readonly ConcurrentDictionary<TaskKey, AttemptTrace> attempts = new();

    /// <inheritdoc/>
    /// <remarks>Deliveries are measured where they are answered: many never get this far.</remarks>
    public void Decided(DeliveryOutcome outcome) { }

    /// <inheritdoc/>
    public void Changed(Remediation remediation)
    {
        if (attempts.TryGetValue(remediation.Task, out var attempt) && attempt.IsOf(remediation))
        {
            attempt.Changed(remediation);
            if (attempt.IsOver)
            {
                attempts.TryRemove(remediation.Task, out _);
            }
        }
        else
        {
            // Whoever takes a remediation up says so before its first step.
            attempt?.Abandon();
            attempts[remediation.Task] = new AttemptTrace(remediation, instruments, time);
        }
    }

    /// <inheritdoc/>
    public void Noted(Remediation remediation, string note)
    {
        if (attempts.TryGetValue(remediation.Task, out var attempt) && attempt.IsOf(remediation))
        {
            attempt.Note(note);
        }
    }

    /// <inheritdoc/>
    public void LedgerFailed(PlatformException error) { }
}
