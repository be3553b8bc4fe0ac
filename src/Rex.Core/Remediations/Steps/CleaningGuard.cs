using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Stands between a list and the deletion of what it names. What was listed while the main workflow was still left alone is older than any restart,
/// and its UID then keeps the deletion from whatever is newer, however late it comes: a process that stood still while another one restarted
/// QA takes nothing of that restart away, and needs no clock for it.
/// </summary>
internal sealed class CleaningGuard(IMainWorkflows workflows, PlatformNames names)
{
    /// <summary>Makes sure that the cleaning is still due. To be asked after each list, before anything that it names is deleted.</summary>
    /// <exception cref="PlatformException"><see cref="ReasonCode.Conflict"/>: somebody else went on with the workflow; look again.</exception>
    public async Task EnsureDueAsync(CleaningTarget target, CancellationToken cancellationToken)
    {
        if (target.Workflow is not { } name)
        {
            return;
        }

        if (await workflows.GetAsync(name, cancellationToken) is not { } workflow || !target.IsDue(workflow))
        {
            throw new PlatformException(ReasonCode.Conflict, $"Workflow {name} is not left alone for this remediation any more.");
        }
    }

    /// <summary>Makes sure that none of these runs is the work of another main workflow, one that was started for the task since the world was read.</summary>
    /// <exception cref="PlatformException"><see cref="ReasonCode.Conflict"/>: the task has gone on there; look again.</exception>
    public async Task EnsureNoOtherIsAtWorkAsync(IEnumerable<AgentRun> runs, Remediation remediation, CancellationToken cancellationToken)
    {
        var own = remediation.Status.Workflow?.Name;
        var named = runs.Select(run => run.Labels.GetValueOrDefault(names.WorkflowNameLabel)).OfType<string>().Where(name => name != own);
        foreach (var name in named.Distinct(StringComparer.Ordinal))
        {
            if (
                await workflows.GetAsync(name, cancellationToken) is { } other
                && MainWorkflowSelection.IsActiveOf(other, remediation.Push, names)
            )
            {
                throw new PlatformException(ReasonCode.Conflict, $"Workflow {name} of the task is at work by now.");
            }
        }
    }
}
