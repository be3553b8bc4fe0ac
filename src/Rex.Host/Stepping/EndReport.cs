using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Commands;

namespace Rex.Host.Stepping;

/// <summary>
/// What is said of a remediation when the workflow around its steps is over. One that is still open then had its process killed, or its time ran
/// out; it is noted as failed, so that <c>rex retry</c>, <c>rex release</c> and a running <c>rex serve</c> know that nobody works on it.
/// </summary>
internal sealed class EndReport(RemediationRunnerFactory factory)
{
    private const string IsOver = "The workflow that ran the steps is over";

    /// <summary>Looks at what a delivery brought about.</summary>
    public async Task<StepResult> RunAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (entry, end) = await new EventClaim(factory).LookAsync(delivery, cancellationToken);
        while (entry is { HasEnded: false })
        {
            var now = factory.Time.GetUtcNow();
            var step = entry.Status.Step ?? StepName.ValidateEvent;
            var failure = WhyNot(entry.Status, step);
            var failed = StatusChange.Failed(entry, step, failure, now, factory.Options.Deadlines);
            if (SingleStep.IsDone(entry, step))
            {
                // Between two steps: what was done stays done, so that the next one can go on from it.
                failed = failed with
                {
                    Conditions = entry.Status.Conditions,
                };
            }

            entry =
                await factory.Store.TryUpdateStatusAsync(entry with { Status = failed }, cancellationToken)
                ?? await factory.Store.GetAsync(entry.Id, cancellationToken);
        }

        // That it failed is the workflow's to say already; the report itself went well, and trying it again would tell no more.
        return end
            ?? (
                entry is null
                    ? new StepResult(StepDecision.Failed, ExitCode.Done, null, "The push is not in the ledger: it was not accepted.", null)
                    : StepResult.Of(entry, entry.Status.Step ?? StepName.ValidateEvent) with
                    {
                        ExitCode = ExitCode.Done,
                    }
            );
    }

    /// <summary>Where a try before the one that was ended had failed, its reason says more than that the time is over.</summary>
    private static PlatformException WhyNot(RemediationStatus status, StepName step)
    {
        var over = $"{IsOver}, and {step} has not ended.";
        // What an earlier report added is not said twice.
        var said = status.Message.Split(IsOver)[0].TrimEnd();
        return status.Reason is { } last && Reasons.IsTransient(last) && said.Length > 0
            ? new PlatformException(last, $"{said} {over}")
            : new PlatformException(ReasonCode.TimedOut, over);
    }
}
