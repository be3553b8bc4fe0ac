using Rex.Core.Remediations;

namespace Rex.Host.Commands;

/// <summary><c>rex retry</c>: has a remediation that failed taken up again.</summary>
internal sealed class RetryCommand(IRemediationStore store, TextWriter output)
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
            if (entry.Status.Phase != RemediationPhase.Failed)
            {
                output.WriteLine($"{id} has not failed ({entry.Status.Phase}); only what failed can be retried.");
                return entry.HasEnded ? ExitCode.Refused : ExitCode.Done;
            }

            var anew = entry.Status with { Phase = RemediationPhase.Accepted, FinishedAt = null, NextAttemptAt = null };
            if (await store.TryUpdateStatusAsync(entry with { Status = anew }, cancellationToken) is not null)
            {
                output.WriteLine($"{id} is taken up again by a running 'rex serve', at its next look at the ledger.");
                return ExitCode.Done;
            }
        }
    }
}
