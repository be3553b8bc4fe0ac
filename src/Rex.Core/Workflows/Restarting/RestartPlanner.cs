using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>
/// Decides what is to be done about a main workflow: a pure function of the workflow, the pull requests, the runs, the push and the time.
/// The rows below stand in the order in which they apply; the first that does decides.
/// </summary>
internal sealed class RestartPlanner(PlatformNames names, RestartOptions options)
{
    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(10);

    private readonly QualityNodes _quality = new(names);

    /// <summary>Makes the plan. Never throws, whatever the workflow holds.</summary>
    public RestartPlan Plan(PlanInput input)
    {
        var workflow = input.Workflow;
        var status = NodeStatus.Read(workflow);
        if (WhyCompleted(workflow, status.Tree) is { } completed)
        {
            return new RestartPlan.Skip(ReasonCode.AlreadyCompleted, completed);
        }

        if (status.Problem is { } problem)
        {
            return Unreadable(workflow, problem);
        }

        var current = _quality.CurrentIn(status.Tree);
        if (current.Count > 1)
        {
            var nodes = string.Join(", ", current.Select(node => node.Id));
            return Unreadable(workflow, $"it has several current quality nodes ({nodes})");
        }

        return current.Count == 1 ? PlanRewind(input, status, current[0]) : PlanWithoutQuality(input, status);
    }

    private string? WhyCompleted(MainWorkflow workflow, NodeTree tree)
    {
        if (workflow.Phase == "Succeeded" || tree.Root?.Phase == "Succeeded")
        {
            return $"Workflow {workflow.Name} has succeeded.";
        }

        var completing = tree.Nodes.FirstOrDefault(node => node.DisplayName == names.CompletingNode && !node.WasPassedOver);
        return completing is null ? null : $"Node {completing.Id} ({names.CompletingNode}) of workflow {workflow.Name} has started.";
    }

    private RestartPlan PlanWithoutQuality(PlanInput input, NodeStatus status)
    {
        var name = input.Workflow.Name;
        if (input.Workflow.IsShutDown)
        {
            return StoppedBySomebody(name);
        }

        if (status.Tree.Root is { HasFailed: true })
        {
            return new RestartPlan.CancelOnly(ReasonCode.FailedEarlier, $"Workflow {name} failed before {names.QualityNode} started.");
        }

        return PlanUnwritten(input) as RestartPlan
            ?? PlanGate(input, status)
            ?? new RestartPlan.Skip(
                ReasonCode.NotStarted,
                $"{names.QualityNode} of workflow {name} has not started; it will start on the newest code."
            );
    }

    /// <summary>
    /// The workflow controller creates a node's pod in an operation and writes the node at its end, or after a crash in the next one: a quality run can
    /// be at work on the code before the push while the tree does not show its node yet.
    /// </summary>
    private RestartPlan.Wait? PlanUnwritten(PlanInput input)
    {
        var newest = input.Push.PushedAt + options.ClockSkew;
        var oldest = input.Now - options.GateGrace;
        var run = QualityRuns(input).FirstOrDefault(run => !run.IsFinished && run.CreatedAt <= newest && run.CreatedAt > oldest);
        return run is null
            ? null
            : new RestartPlan.Wait(
                input.Now + NextLook,
                $"Run {run.Name} is at work though {names.QualityNode} of workflow {input.Workflow.Name} has not started; looking again."
            );
    }

    private RestartPlan? PlanGate(PlanInput input, NodeStatus status)
    {
        var gate = _quality.WaitingGateIn(status.Tree);
        var opened = input.PullRequests.Select(pullRequest => (DateTimeOffset?)pullRequest.CreatedAt).Min();
        if (gate is null || opened is not { } created || JsonReading.ParseTime(gate.StartedAt) is not { } started)
        {
            return null;
        }

        var due = (created > started ? created : started) + options.GateGrace;
        return due > input.Now
            ? new RestartPlan.Wait(
                due,
                $"Gate {gate.Id} waits; the event that opens it may be on its way until {JsonReading.FormatTime(due)}."
            )
            : new RestartPlan.OpenGate(gate, status);
    }

    private RestartPlan PlanRewind(PlanInput input, NodeStatus status, WorkflowNode quality)
    {
        var workflow = input.Workflow;
        if (IsCovered(input, quality))
        {
            return new RestartPlan.Skip(
                ReasonCode.AlreadyCovered,
                $"{names.QualityNode} of workflow {workflow.Name} started after the push."
            );
        }

        if (workflow.IsShutDown)
        {
            return StoppedBySomebody(workflow.Name);
        }

        var restart = _quality.RestartNodeFor(status.Tree, quality);
        var above = status.Tree.Above(restart);
        var removed = RemovedNodes.For(status.Tree, restart, above);
        if (RemovedNodes.ProblemOf(status.Tree, removed, above) is { } problem)
        {
            return Unreadable(workflow, problem);
        }

        if (FailedElsewhere.Find(workflow, status.Tree, removed, above) is { } failed)
        {
            return new RestartPlan.CancelOnly(
                ReasonCode.FailedElsewhere,
                $"Node {failed.Id} ({failed.DisplayName}) of workflow {workflow.Name} failed, and a restart of QA would not bring it back."
            );
        }

        if (Rewindability.ObstacleTo(workflow, status.Tree, removed) is { } obstacle)
        {
            return new RestartPlan.Refuse(ReasonCode.NotRewindable, $"Workflow {workflow.Name} cannot be rewound: {obstacle}.");
        }

        return options.Strategy == RestartStrategy.GateOnly
            ? new RestartPlan.Refuse(
                ReasonCode.RewindNotAllowed,
                $"Workflow {workflow.Name} needs a rewind, which the strategy gate-only forbids."
            )
            : new RestartPlan.Rewind(restart, removed, above, status);
    }

    /// <summary>
    /// QA looks at the push already where both its node and its newest run began well after it (a late or redelivered push). A run that is being deleted
    /// looks at nothing for much longer: it may have been this remediation, in a try before, that deleted it.
    /// </summary>
    private bool IsCovered(PlanInput input, WorkflowNode quality)
    {
        var covered = input.Push.PushedAt + options.ClockSkew;
        var newestRun = QualityRuns(input).Where(run => !run.IsDeleting).Select(run => (DateTimeOffset?)run.CreatedAt).Max();
        return JsonReading.ParseTime(quality.StartedAt) > covered && newestRun > covered;
    }

    private IEnumerable<AgentRun> QualityRuns(PlanInput input) =>
        input.Runs.Where(run => run.Labels.GetValueOrDefault(names.RunStageLabel) == names.QualityStage);

    private static RestartPlan.Refuse Unreadable(MainWorkflow workflow, string problem) =>
        new(ReasonCode.WorkflowUnreadable, $"Workflow {workflow.Name} cannot be read: {problem}.");

    private static RestartPlan.CancelOnly StoppedBySomebody(string workflow) =>
        new(ReasonCode.StoppedBySomebody, $"Somebody stopped workflow {workflow} (spec.shutdown is set).");
}
