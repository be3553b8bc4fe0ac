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

        if (
            RemediationId.TryParse(holder, out var id)
            && await store.GetAsync(id, cancellationToken) is { HasEnded: false } owner
            && !await WasAbandonedAsync(owner, cancellationToken)
        )
        {
            output.WriteLine(
                $"Workflow {name} is held by {owner.Id}, which is at work ({owner.Status.Step}): wait for its end. If nobody works on it, it counts as failed from {attempts.AbandonedFrom(owner):u} on."
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

    /// <summary>Whoever held it was killed: that is noted, so that the ledger says so too. Where somebody else writes meanwhile, it is at work.</summary>
    private async Task<bool> WasAbandonedAsync(Remediation owner, CancellationToken cancellationToken) =>
        attempts.IsAbandoned(owner) && await attempts.TryFailAsync(owner, "Nobody works on it any more", cancellationToken) is not null;
}
