using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Puts a disturbed restart right: under a hold again, everything that belongs to no node that stays is taken away, also a QA label that what was
/// disturbed came to set, and one write brings the tree back to exactly what the restart write had left.
/// </summary>
internal sealed class RestartRepair(
    HoldKeeper holds,
    Cleaner cleaner,
    QaLabelRemover label,
    IMainWorkflows workflows,
    IPullRequests pullRequests,
    RexOptions options,
    TimeProvider time
)
{
    /// <summary>Makes one repair; what it led to is for the next read-back to judge.</summary>
    public async Task RunAsync(MainWorkflow disturbed, RestartRecord record, StepRun run)
    {
        var id = run.Remediation.Id;
        await TimeToLive.EnsureHoldMayStandAsync(disturbed, holds, options, time.GetUtcNow(), run.Deadline);
        var begun = disturbed.IsFinished ? disturbed : await holds.TakeAsync(disturbed, id, run.Deadline);
        if (begun is null)
        {
            // Somebody wrote first: what was found disturbed is no more, and may be right by now.
            return;
        }

        var target = new CleaningTarget(begun.Name, record.Stays.ContainsKey, _ => true, now => IsDue(now, begun, id));
        var current = begun;
        while (current is not null && IsDue(current, begun, id))
        {
            if (await SettleAsync(current, target, run) is { } settled && await WriteAsync(settled, record, run))
            {
                return;
            }

            current = await workflows.GetAsync(begun.Name, run.Deadline);
        }
    }

    /// <summary>Whether it is still what the repair began on: under its hold, or, where it had ended and needs none, exactly as it was.</summary>
    private static bool IsDue(MainWorkflow workflow, MainWorkflow begun, RemediationId id) =>
        workflow.Annotations.GetValueOrDefault(RexAnnotations.RestartedFor) == id.ToString()
        && Hold.LeftAloneSince(workflow, id) is not null
        && (begun.IsFinished ? workflow.ResourceVersion == begun.ResourceVersion : Hold.HolderOf(workflow) == id.ToString());

    /// <summary>
    /// The workflow after everything is gone and the controller has left it alone for long enough; null where that is not so (any more).
    /// </summary>
    private async Task<MainWorkflow?> SettleAsync(MainWorkflow held, CleaningTarget target, StepRun run)
    {
        // The time that a hold carries is from before its write: it is in effect from its answer on, which came just now.
        var settled = time.GetUtcNow() + options.Restart.Settle;
        await cleaner.CleanAsync(target, run);
        var since = Hold.LeftAloneSince(held, run.Remediation.Id)!.Value;
        var disturbing = NodeStatus.Read(held).Tree.Nodes.Where(node => !target.Stays(node.Id));
        var due = PodGraceRule.DueAt(held, disturbing, since, options.Restart);
        var wait = (due > settled ? due : settled) - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, run.Deadline);
        }

        var look = await cleaner.LookAsync(target, run);
        var now = await workflows.GetAsync(held.Name, run.Deadline);
        return look.IsClean && now is not null && target.IsDue(now) ? now : null;
    }

    private async Task<bool> WriteAsync(MainWorkflow workflow, RestartRecord record, StepRun run)
    {
        var push = run.Remediation.Push;
        var open = await pullRequests.ListOpenAsync(push.Repository, push.Branch, run.Deadline);
        await label.RemoveAsync(open, run);
        var stamp = RestartStamp.For(run.Remediation, open, options.Names, time.GetUtcNow());
        var patch = RepairWrite.For(workflow, NodeStatus.Read(workflow), record, stamp);
        var write = await workflows.PatchAsync(workflow.Name, patch, run.Deadline);
        return write.Result == WriteResult.Written;
    }
}
