using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Remediations.Steps;

namespace Rex.Host.Rehearsing;

/// <summary>
/// Works on remediations by rehearsing them: all that is written is their own status. What fails for now is taken up again, as it would be otherwise.
/// </summary>
internal sealed partial class DryRunPipeline(RemediationRunnerFactory factory, Rehearser rehearser, ILogger<DryRunPipeline> logger)
    : IRemediationPipeline
{
    private DateTimeOffset Now => factory.Time.GetUtcNow();

    /// <inheritdoc/>
    public async Task<bool> RunAsync(Remediation remediation, CancellationToken stop)
    {
        var journal = new RemediationJournal(factory.Store, factory.Observer, remediation);
        try
        {
            await journal.WriteAsync(status => StatusChange.TakenUp(status, Now), stop);
            await journal.WriteAsync(status => StatusChange.Began(status, StepName.ValidateEvent, Now), stop);
            var result = await rehearser.RunAsync(journal.Current, stop);
            var summary = RehearsalText.Summary(result);
            await journal.WriteAsync(_ => Ended(journal.Current, result, summary), stop);
            Log.Rehearsed(logger, remediation.Id, summary, RehearsalText.Writes(result));
            return true;
        }
        catch (RemediationTakenOverException)
        {
            journal.Note("Another process works on it; this one stops.");
            return false;
        }
    }

    private RemediationStatus Ended(Remediation remediation, RehearsalResult result, string summary)
    {
        var found = result.Remediation.Status;
        return found is { Phase: RemediationPhase.Failed, NextAttemptAt: not null, Reason: { } reason }
            ? StatusChange.Failed(
                remediation,
                StepName.ValidateEvent,
                new PlatformException(reason, found.Message),
                Now,
                factory.Options.Deadlines
            )
            : StatusChange.For(remediation.Status, StepName.ValidateEvent, new StepOutcome.End(ReasonCode.DryRun, summary), Now);
    }

    private static partial class Log
    {
        [LoggerMessage(3302, LogLevel.Information, "{Remediation} was rehearsed. {Summary} They are: {Writes}")]
        public static partial void Rehearsed(ILogger logger, RemediationId remediation, string summary, string writes);
    }
}
