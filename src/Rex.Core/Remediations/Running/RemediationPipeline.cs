using Rex.Core.Options;
using Rex.Core.Remediations.Steps;

namespace Rex.Core.Remediations.Running;

/// <summary>
/// Takes one remediation through its steps: each within its deadline, tried again after transient failures, every change noted in the ledger.
/// It always begins with the first step, since each step finds by itself what is done already.
/// </summary>
internal sealed class RemediationPipeline(
    IReadOnlyList<RemediationStep> steps,
    IRemediationStore store,
    IRemediationObserver observer,
    DeadlineOptions options,
    TimeProvider time,
    Func<double> random
) : IRemediationPipeline
{
    private readonly Backoff _backoff = new(options, random);

    /// <inheritdoc/>
    public async Task<bool> RunAsync(Remediation remediation, CancellationToken stop)
    {
        var journal = new RemediationJournal(store, observer, remediation);
        try
        {
            var startedAt = time.GetUtcNow();
            await journal.WriteAsync(status => StatusChange.TakenUp(status, startedAt), stop);
            var giveUpAt = startedAt + options.Remediation;
            foreach (var step in steps)
            {
                if (await RunAsync(step, journal, giveUpAt, stop) is not StepOutcome.Continue)
                {
                    break;
                }
            }

            return true;
        }
        catch (RemediationTakenOverException)
        {
            journal.Note("Another process works on it; this one stops.");
            return false;
        }
    }

    private async Task<StepOutcome?> RunAsync(
        RemediationStep step,
        RemediationJournal journal,
        DateTimeOffset giveUpAt,
        CancellationToken stop
    )
    {
        await journal.WriteAsync(status => StatusChange.Began(status, step.Name, time.GetUtcNow()), stop);
        for (var failures = 1; ; failures++)
        {
            PlatformException failure;
            try
            {
                var outcome = await RunOnceAsync(step, journal, giveUpAt, stop);
                await journal.WriteAsync(status => StatusChange.For(status, step.Name, outcome, time.GetUtcNow()), stop);
                return outcome;
            }
            catch (Exception error) when (IsFailure(error, stop))
            {
                failure = PlatformException.From(error);
            }

            var pause = _backoff.After(failures, failure.RetryAfter);
            if (!Reasons.IsTransient(failure.Reason) || time.GetUtcNow() + pause >= giveUpAt)
            {
                await journal.WriteAsync(_ => StatusChange.Failed(journal.Current, step.Name, failure, time.GetUtcNow(), options), stop);
                return null;
            }

            await journal.WriteAsync(status => StatusChange.WillRetry(status, step.Name, failure, time.GetUtcNow()), stop);
            await Task.Delay(pause, time, stop);
        }
    }

    /// <summary>A cancellation that nobody here asked for (a time-out inside a client, say) is a failure like any other.</summary>
    private static bool IsFailure(Exception error, CancellationToken stop) =>
        error is OperationCanceledException ? !stop.IsCancellationRequested : error is not RemediationTakenOverException;

    private async Task<StepOutcome> RunOnceAsync(
        RemediationStep step,
        RemediationJournal journal,
        DateTimeOffset giveUpAt,
        CancellationToken stop
    )
    {
        var own = options.Of(step.Name);
        var left = giveUpAt - time.GetUtcNow();
        var allowed =
            left < TimeSpan.Zero ? TimeSpan.Zero
            : left < own ? left
            : own;
        using var timer = new CancellationTokenSource(allowed, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            return await step.RunAsync(new StepRun(journal, deadline.Token, stop));
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new PlatformException(ReasonCode.TimedOut, $"{step.Name} did not finish within {allowed}.");
        }
    }
}
