using Rex.Core.Remediations;

namespace Rex.Core.Workflows;

/// <summary>Puts holds on and takes them off, through whatever else is written meanwhile.</summary>
public sealed class HoldKeeper(IMainWorkflows workflows, TimeProvider time)
{
    /// <summary>Puts the hold on this very state of the workflow.</summary>
    /// <returns>The workflow under the hold; null where somebody wrote first or it is gone: look again.</returns>
    public async Task<MainWorkflow?> TakeAsync(MainWorkflow workflow, RemediationId holder, CancellationToken cancellationToken)
    {
        if (Hold.HolderOf(workflow) == holder.ToString() && Hold.HeldSince(workflow) is not null)
        {
            return workflow;
        }

        var write = await workflows.PatchAsync(workflow.Name, Hold.Take(workflow, holder, time.GetUtcNow()), cancellationToken);
        return write.Workflow;
    }

    /// <summary>
    /// Ends whatever hold of Rex is on this state of the workflow. Where somebody else writes at the same time it reads again, and leaves a hold that
    /// another remediation has put on since.
    /// </summary>
    public async Task ReleaseAsync(MainWorkflow? workflow, CancellationToken cancellationToken)
    {
        var holder = workflow?.Annotations.GetValueOrDefault(RexAnnotations.HeldBy);
        while (holder is not null && workflow?.Annotations.GetValueOrDefault(RexAnnotations.HeldBy) == holder)
        {
            var write = await workflows.PatchAsync(workflow.Name, Hold.Release(workflow), cancellationToken);
            workflow = write.Result == WriteResult.Conflict ? await workflows.GetAsync(workflow.Name, cancellationToken) : null;
        }
    }
}
