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

    /// <summary>
    /// Looks at what a delivery brought about. What fails is tried again here, for as long as the longest step may take: once the workflow's time is over,
    /// its controller starts no second pod for that.
    /// </summary>
    public async Task<StepResult> RunAsync(Delivery delivery, CancellationToken stop)
    {
        var deadlines = factory.Options.Deadlines;
        var allowed = Enum.GetValues<StepName>().Max(deadlines.Of);
        var giveUpAt = factory.Time.GetUtcNow() + allowed;
        var backoff = new Backoff(deadlines, factory.Random);
        using var timer = new CancellationTokenSource(allowed, factory.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        for (var failures = 1; ; failures++)
        {
            PlatformException failure;
            try
            {
                return await LookAsync(delivery, either.Token);
            }
            catch (Exception error) when (error is not CommandException && !stop.IsCancellationRequested)
            {
                failure = PlatformException.From(error);
            }

            var pause = backoff.After(failures, failure.RetryAfter);
            if (!Reasons.IsTransient(failure.Reason) || factory.Time.GetUtcNow() + pause >= giveUpAt)
            {
                throw failure;
            }

            await Task.Delay(pause, factory.Time, stop);
        }
    }

    private async Task<StepResult> LookAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (entry, end) = await new EventClaim(factory).LookAsync(delivery, cancellationToken);
        var open = OpenAttempts.Of(factory);
        while (entry is { HasEnded: false })
        {
            entry = await open.TryFailAsync(entry, IsOver, cancellationToken) ?? await factory.Store.GetAsync(entry.Id, cancellationToken);
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
}
