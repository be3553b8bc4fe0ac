using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations.Ordering;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>Reads the world of a task anew. Every step begins with it, so that each can be repeated, or run alone.</summary>
internal sealed class SituationReader(
    IMainWorkflows workflows,
    IAgentRuns agentRuns,
    IPullRequests pullRequests,
    IRemediationStore store,
    RexOptions options,
    TimeProvider time
)
{
    private readonly RestartPlanner _planner = new(options.Names, options.Restart);

    /// <summary>Reads everything a plan is made from, and makes the plan.</summary>
    public async Task<Situation> ReadAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        var push = remediation.Push;
        var ofTask = await store.ListAsync(remediation.Task, cancellationToken);
        var newer = PushOrder.NewerThan(remediation, ofTask);
        var open = await pullRequests.ListOpenAsync(push.Repository, push.Branch, cancellationToken);
        var runs = await agentRuns.ListAsync(DownstreamRuns.SelectorOf(push.Task, options.Names), cancellationToken);
        var selection = await SelectAsync(remediation, runs, cancellationToken);
        var ownRuns = runs.Where(run => DownstreamRuns.IsOf(run, push.Repository, selection.Workflow?.Name, options.Names)).ToList();
        if (selection.Workflow is not { } workflow)
        {
            return new Situation(null, open, ownRuns, FenceState.Clear, PlanWithout(selection), newer);
        }

        var plan = _planner.Plan(new PlanInput(workflow, open, ownRuns, push, time.GetUtcNow()));
        return new Situation(workflow, open, ownRuns, Fence.Check(workflow, push), plan, newer)
        {
            HeldForRepairBy = RepairingOne(workflow, ofTask),
        };
    }

    /// <summary>Whoever made the newest restart and holds the workflow again. One that is not in the ledger any more, or has ended, comes back to nothing.</summary>
    private static Remediation? RepairingOne(MainWorkflow workflow, IEnumerable<Remediation> ofTask)
    {
        var holder = Hold.HolderOf(workflow);
        return holder is null || workflow.Annotations.GetValueOrDefault(RexAnnotations.RestartedFor) != holder
            ? null
            : ofTask.FirstOrDefault(one => one.Id.Value == holder && (!one.HasEnded || one.Status.Phase == RemediationPhase.Failed));
    }

    /// <summary>
    /// Whether one of the pull requests has the QA label now. Asked after nothing was seen alive any more: labels that were read before that
    /// may lack what a dying agent set since.
    /// </summary>
    public async Task<bool> HasQaLabelAsync(Push push, IEnumerable<long> numbers, CancellationToken cancellationToken)
    {
        foreach (var number in numbers)
        {
            var labels = await pullRequests.ListLabelsAsync(push.Repository, number, cancellationToken);
            if (labels.Any(options.Names.IsQaLabel))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<MainWorkflowSelection> SelectAsync(
        Remediation remediation,
        IReadOnlyList<AgentRun> runs,
        CancellationToken cancellationToken
    )
    {
        var push = remediation.Push;
        var names = options.Names;
        var candidates = await workflows.ListAsync(MainWorkflowSelection.SelectorOf(push.Task, names), cancellationToken);
        var runsHere = runs.Where(run => DownstreamRuns.IsOf(run, push.Repository, null, names)).ToList();
        if (remediation.Status.Workflow is not { } chosen)
        {
            return MainWorkflowSelection.Of(candidates, runsHere, push, names);
        }

        var workflow = await workflows.GetAsync(chosen.Name, cancellationToken);
        return workflow?.Uid == chosen.Uid
            ? MainWorkflowSelection.Keep(workflow, candidates, runsHere, push, names)
            : new MainWorkflowSelection(null, ReasonCode.WorkflowNotFound, $"Main workflow {chosen.Name} is gone.");
    }

    private static RestartPlan PlanWithout(MainWorkflowSelection selection) =>
        selection.Reason is { } reason and not ReasonCode.WorkflowNotFound
            ? new RestartPlan.Refuse(reason, selection.Message)
            : new RestartPlan.CancelOnly(ReasonCode.WorkflowNotFound, selection.Message);
}
