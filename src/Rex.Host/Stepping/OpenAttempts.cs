using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;

namespace Rex.Host.Stepping;

/// <summary>
/// Remediations that are open in the ledger though nobody works on them: whoever did was killed, with no time to say so. In a <c>rex serve</c> its
/// next start goes on with them; where there is none they stay so, until somebody notes that they failed.
/// </summary>
internal sealed class OpenAttempts(IRemediationStore store, DeadlineOptions deadlines, TimeProvider time)
{
    /// <summary>Looks at the ledger that the factory puts a runner together over.</summary>
    public static OpenAttempts Of(RemediationRunnerFactory factory) => new(factory.Store, factory.Options.Deadlines, factory.Time);

    /// <summary>
    /// Whether no attempt can be under way any more. Each ends in its time, or its process is gone, as the runner has it; what an attempt begins with is
    /// in the ledger with its time, and what is to be taken up later has that time still before it.
    /// </summary>
    public bool IsAbandoned(Remediation remediation) => !remediation.HasEnded && AbandonedFrom(remediation) <= time.GetUtcNow();

    /// <summary>From when on it is abandoned, if nobody notes anything about it until then.</summary>
    public DateTimeOffset AbandonedFrom(Remediation remediation)
    {
        var status = remediation.Status;
        var signs = status.Conditions.Select(one => one.At).Append(remediation.AcceptedAt);
        return signs.Append(status.StartedAt ?? default).Append(status.NextAttemptAt ?? default).Max() + deadlines.Remediation;
    }

    /// <summary>Notes an open one as failed.</summary>
    /// <param name="remediation">The entry as it was read.</param>
    /// <param name="why">Why nobody works on it, as the beginning of a sentence.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The entry as written; null where somebody else has changed it meanwhile.</returns>
    public Task<Remediation?> TryFailAsync(Remediation remediation, string why, CancellationToken cancellationToken)
    {
        var step = remediation.Status.Step ?? StepName.ValidateEvent;
        var failure = FailureOf(remediation.Status, why, step);
        var failed = StatusChange.Failed(remediation, step, failure, time.GetUtcNow(), deadlines);
        if (SingleStep.IsDone(remediation, step))
        {
            // Between two steps: what was done stays done, so that the next one can go on from it.
            failed = failed with
            {
                Conditions = remediation.Status.Conditions,
            };
        }

        return store.TryUpdateStatusAsync(remediation with { Status = failed }, cancellationToken);
    }

    /// <summary>Notes that one which failed is not tried again by itself.</summary>
    /// <param name="remediation">The entry as it was read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The entry as written; null where somebody else has changed it meanwhile.</returns>
    public Task<Remediation?> TryGiveUpAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        var status = remediation.Status;
        var givenUp = status with
        {
            NextAttemptAt = null,
            Message = $"{status.Message} It is given up: somebody released the main workflow.",
        };
        return store.TryUpdateStatusAsync(remediation with { Status = givenUp }, cancellationToken);
    }

    /// <summary>Where a try before the one that was ended had failed, its reason says more than that the time is over.</summary>
    private static PlatformException FailureOf(RemediationStatus status, string why, StepName step)
    {
        var over = $"{why}, and {step} has not ended.";
        // What was added before, when it was left open once already, is not said twice.
        var said = status.Message.Split(why)[0].TrimEnd();
        return status.Reason is { } last && Reasons.IsTransient(last) && said.Length > 0
            ? new PlatformException(last, $"{said} {over}")
            : new PlatformException(ReasonCode.TimedOut, over);
    }
}
