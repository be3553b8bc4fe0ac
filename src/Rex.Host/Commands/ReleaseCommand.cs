using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Nodes;
using Rex.Host.Stepping;

namespace Rex.Host.Commands;

/// <summary><c>rex release</c>: takes the hold off a main workflow, and says what goes on then.</summary>
internal sealed class ReleaseCommand(
    IMainWorkflows workflows,
    IRemediationStore store,
    HoldKeeper holds,
    OpenAttempts attempts,
    TextWriter output
)
{
    /// <summary>Takes the hold off.</summary>
    public async Task<int> RunAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var workflow =
                await workflows.GetAsync(name, cancellationToken)
                ?? throw new CommandException(ExitCode.BadInput, $"There is no workflow '{name}' in the namespace of main workflows.");
            if (Hold.HolderOf(workflow) is not { } holder)
            {
                output.WriteLine($"Workflow {name} is not held.");
                return ExitCode.Done;
            }

            var ofTask = await OfTaskAsync(holder, cancellationToken);
            if (ofTask.FirstOrDefault(one => !one.HasEnded && !attempts.IsAbandoned(one)) is { } atWork)
            {
                var step = atWork.Status.Step?.ToString() ?? "its first step is to come";
                output.WriteLine(
                    $"Workflow {name} is held by {holder}, and {(atWork.Id.Value == holder ? "it" : $"{atWork.Id} of the same task")} is at work ({step}): wait for its end. If nobody works on it, it counts as failed from {attempts.AbandonedFrom(atWork):u} on."
                );
                return ExitCode.Refused;
            }

            if (await TryEndAsync(ofTask, cancellationToken))
            {
                await holds.ReleaseAsync(workflow, cancellationToken);
                output.WriteLine($"Workflow {name} is not held any more; {holder} held it.");
                TellWhatGoesOn(workflow);
                return ExitCode.Done;
            }
        }
    }

    private void TellWhatGoesOn(MainWorkflow workflow)
    {
        var status = NodeStatus.Read(workflow);
        var open = status.Tree.Nodes.Where(node => node is { IsFinished: false, Type: "Pod" or "Suspend" or null }).ToList();
        output.WriteLine(
            open.Count == 0
                ? "No node of it is open: the workflow controller goes on with what comes next."
                : "These of its nodes go on: " + string.Join(", ", open.Select(node => $"{node.DisplayName ?? node.Id} ({node.Phase})"))
        );
    }

    private async Task<IReadOnlyList<Remediation>> OfTaskAsync(string holder, CancellationToken cancellationToken) =>
        RemediationId.TryParse(holder, out var id) ? await store.ListAsync(new TaskKey(id.RepositoryId, id.Task), cancellationToken) : [];

    /// <summary>Whatever of the task would hold the workflow again by itself is not tried again: noted first, so that a hold which was taken off stays off.</summary>
    /// <returns>Whether all of it is noted; not where somebody has changed one meanwhile: look again.</returns>
    private async Task<bool> TryEndAsync(IReadOnlyList<Remediation> ofTask, CancellationToken cancellationToken)
    {
        foreach (var one in ofTask.Where(one => !one.HasEnded || one.Status.NextAttemptAt is not null))
        {
            var ended = one.HasEnded ? one : await attempts.TryFailAsync(one, "Nobody works on it any more", cancellationToken);
            if (ended is null || await attempts.TryGiveUpAsync(ended, cancellationToken) is null)
            {
                return false;
            }

            output.WriteLine($"{one.Id} is not tried again by itself any more; 'rex retry {one.Id}' has it taken up again.");
        }

        return true;
    }
}
