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
        var workflow =
            await workflows.GetAsync(name, cancellationToken)
            ?? throw new CommandException(ExitCode.BadInput, $"There is no workflow '{name}' in the namespace of main workflows.");
        if (Hold.HolderOf(workflow) is not { } holder)
        {
            output.WriteLine($"Workflow {name} is not held.");
            return ExitCode.Done;
        }

        if (RemediationId.TryParse(holder, out var id) && await EndWhatComesBackAsync(id, cancellationToken) is { } owner)
        {
            output.WriteLine(
                $"Workflow {name} is held by {holder}, and {(owner.Id == id ? "it" : $"{owner.Id} of the same task")} is at work ({owner.Status.Step}): wait for its end. If nobody works on it, it counts as failed from {attempts.AbandonedFrom(owner):u} on."
            );
            return ExitCode.Refused;
        }

        await holds.ReleaseAsync(workflow, cancellationToken);
        output.WriteLine($"Workflow {name} is not held any more; {holder} held it.");
        var status = NodeStatus.Read(workflow);
        var open = status.Tree.Nodes.Where(node => node is { IsFinished: false, Type: "Pod" or "Suspend" or null }).ToList();
        output.WriteLine(
            open.Count == 0
                ? "No node of it is open: the workflow controller goes on with what comes next."
                : "These of its nodes go on: " + string.Join(", ", open.Select(node => $"{node.DisplayName ?? node.Id} ({node.Phase})"))
        );
        return ExitCode.Done;
    }

    /// <summary>Whatever of the task would hold the workflow again by itself is not tried again: noted first, so that a hold which was taken off stays off.</summary>
    /// <returns>One that is at work, and that nothing was done to; null where none is.</returns>
    private async Task<Remediation?> EndWhatComesBackAsync(RemediationId holder, CancellationToken cancellationToken)
    {
        var ofTask = await store.ListAsync(new TaskKey(holder.RepositoryId, holder.Task), cancellationToken);
        if (ofTask.FirstOrDefault(one => !one.HasEnded && !attempts.IsAbandoned(one)) is { } atWork)
        {
            return atWork;
        }

        foreach (var one in ofTask.OrderBy(one => one.Id == holder))
        {
            if (await EndAsync(one, cancellationToken) is { } takenUp)
            {
                return takenUp;
            }
        }

        return null;
    }

    /// <returns>The remediation where somebody has taken it up meanwhile.</returns>
    private async Task<Remediation?> EndAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        for (var now = remediation; ; )
        {
            if (now is { HasEnded: true, Status.NextAttemptAt: null })
            {
                return null;
            }

            if (!now.HasEnded && !attempts.IsAbandoned(now))
            {
                return now;
            }

            var ended = now.HasEnded
                ? await attempts.TryGiveUpAsync(now, cancellationToken)
                : await attempts.TryFailAsync(now, "Nobody works on it any more", cancellationToken);
            if (now.HasEnded && ended is not null)
            {
                output.WriteLine($"{now.Id} is not tried again by itself any more; 'rex retry {now.Id}' has it taken up again.");
            }

            if ((ended ?? await store.GetAsync(now.Id, cancellationToken)) is not { } then)
            {
                return null;
            }

            now = then;
        }
    }
}
