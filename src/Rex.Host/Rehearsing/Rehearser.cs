using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;

namespace Rex.Host.Rehearsing;

/// <summary>Plays remediations through without a write.</summary>
internal sealed class Rehearser(RemediationRunnerFactory factory)
{
    /// <summary>Plays one through, up to the restart write or its end. Nothing is waited for: what is deleted counts as gone at once.</summary>
    public async Task<RehearsalResult> RunAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rehearsal = new Rehearsal(over);
        var ledger = new RehearsedLedger(factory.Store, remediation);
        var rehearsed = factory with
        {
            Workflows = new RehearsedWorkflows(factory.Workflows, rehearsal),
            AgentRuns = new RehearsedRuns(factory.AgentRuns, rehearsal),
            PullRequests = new RehearsedPullRequests(factory.PullRequests, rehearsal),
            Store = ledger,
            Observer = new SilentObserver(),
            Options = Impatient(factory.Options),
        };
        try
        {
            await rehearsed.CreatePipeline().RunAsync(ledger.Current, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The next move is another's.
        }

        return new RehearsalResult(ledger.Current, rehearsal.Writes) { LedgerProblem = ledger.Problem };
    }

    /// <summary>Without the pauses, and what fails fails at once: a rehearsal is to say so, not to try again.</summary>
    private static RexOptions Impatient(RexOptions options)
    {
        // Jitter makes half of it at least, which is beyond the deadline already.
        var never = options.Deadlines.Remediation * 2;
        return options with
        {
            DryRun = false,
            Deadlines = options.Deadlines with { RetryDelay = never, MaxRetryDelay = never },
            Restart = options.Restart with { Settle = TimeSpan.Zero, PodGrace = TimeSpan.Zero, OrphanGrace = TimeSpan.Zero },
        };
    }
}
