using Microsoft.Extensions.Options;
using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;

namespace Rex.Host.Rehearsing;

/// <summary>Plays remediations through without a write.</summary>
internal sealed class Rehearser(
    IMainWorkflows workflows,
    IAgentRuns runs,
    IPullRequests pullRequests,
    IRemediationStore store,
    IOptions<RexOptions> options,
    TimeProvider time
)
{
    /// <summary>Plays one through, up to the restart write or its end. Nothing is waited for: what is deleted counts as gone at once.</summary>
    public async Task<RehearsalResult> RunAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rehearsal = new Rehearsal(over);
        var ledger = new RehearsedLedger(store, remediation);
        var notes = new SilentObserver();
        var pipeline = new RemediationRunnerFactory(
            new RehearsedWorkflows(workflows, rehearsal),
            new RehearsedRuns(runs, rehearsal),
            new RehearsedPullRequests(pullRequests, rehearsal),
            ledger,
            notes,
            Impatient(options.Value),
            time,
            Random.Shared.NextDouble
        ).CreatePipeline();
        try
        {
            await pipeline.RunAsync(ledger.Current, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The next move is another's.
        }

        return new RehearsalResult(ledger.Current, rehearsal.Writes);
    }

    /// <summary>Without the pauses, and what fails fails at once: a rehearsal is to say so, not to try again.</summary>
    private static RexOptions Impatient(RexOptions options) =>
        options with
        {
            Deadlines = options.Deadlines with { RetryDelay = options.Deadlines.Remediation },
            Restart = options.Restart with { Settle = TimeSpan.Zero, PodGrace = TimeSpan.Zero, OrphanGrace = TimeSpan.Zero },
        };
}
