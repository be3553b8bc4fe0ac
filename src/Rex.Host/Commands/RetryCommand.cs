using Rex.Core.Remediations;
using Rex.Host.Stepping;

namespace Rex.Host.Commands;

/// <summary><c>rex retry</c>: has a remediation taken up again that failed, or that was left open.</summary>
internal sealed class RetryCommand(IRemediationStore store, OpenAttempts open, TextWriter output)
{
    /// <summary>Marks it as accepted anew.</summary>
    public async Task<int> RunAsync(string name, CancellationToken cancellationToken)
    {
        if (!RemediationId.TryParse(name, out var id))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"'{name}' is no name of a Remediation: 'kubectl get remediations' lists them, like rex-1296269123-3-1772442600-bbbbbbbbbbbb-0123abcd."
            );
        }

        while (true)
        {
            var entry =
                await store.GetAsync(id, cancellationToken)
                ?? throw new CommandException(ExitCode.BadInput, $"There is no Remediation {id}.");
            if (entry.Status.Phase != RemediationPhase.Failed && !open.IsAbandoned(entry))
            {
                output.WriteLine(
                    entry.HasEnded
                        ? $"{id} has not failed ({entry.Status.Phase}); only what failed can be retried."
                        : $"{id} has not failed ({entry.Status.Phase}): if nobody works on it, it can be retried from {open.AbandonedFrom(entry):u} on."
                );
                return entry.HasEnded ? ExitCode.Refused : ExitCode.Done;
            }

            if (await store.TryUpdateStatusAsync(entry with { Status = Anew(entry.Status) }, cancellationToken) is not null)
            {
                output.WriteLine(
                    $"{id} is taken up again by a running 'rex serve', at its next look at the ledger, or by its Workflow when that is submitted again."
                );
                return ExitCode.Done;
            }
        }
    }

    /// <summary>A main workflow that is gone, or that another one took the place of, is not looked for again; another one may be chosen then, as long as none was restarted.</summary>
    private static RemediationStatus Anew(RemediationStatus status) =>
        status with
        {
            Phase = RemediationPhase.Accepted,
            NextAttemptAt = null,
            Workflow = status is { Reason: ReasonCode.WorkflowNotFound or ReasonCode.WorkflowReplaced, Restart: null }
                ? null
                : status.Workflow,
        };
}
