using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// What follows the restart write: reading back until the workflow controller has taken the workflow up as it was left, waking it where it
/// stays silent, and putting right what an operation that began before the hold wrote late. Can be taken up again after a crash at any point.
/// </summary>
internal sealed class RestartFollowUp(
    IMainWorkflows workflows,
    IAgentRuns agentRuns,
    HoldKeeper holds,
    RestartRepair repair,
    RunsLeftAlone leftAlone,
    RexOptions options,
    TimeProvider time
)
{
    /// <summary>Follows the restart up until QA runs again.</summary>
    /// <exception cref="PlatformException"><see cref="ReasonCode.RestartNotSeen"/>: it does not within the step's deadline.</exception>
    public async Task<StepOutcome> RunAsync(MainWorkflow restarted, StepRun run)
    {
        if (run.Remediation.Status.Restart is not { } record)
        {
            return new StepOutcome.End(ReasonCode.Restarted, $"Workflow {restarted.Name} was restarted for this push already.");
        }

        try
        {
            while (true)
            {
                var workflow = await SeeAsync(restarted, record, run);
                if (workflow?.Uid != restarted.Uid)
                {
                    return new StepOutcome.End(ReasonCode.WorkflowNotFound, $"Workflow {restarted.Name} is gone after its restart.");
                }

                var status = NodeStatus.Read(workflow);
                var verdict = Judge(workflow, status, record);
                if (await WhyOverAsync(workflow, status, verdict, record, run) is { } over)
                {
                    return over;
                }

                if (await WhyDisturbedAsync(workflow, verdict, record, run) is not { } why)
                {
                    return await DoneAsync(workflow, record, run);
                }

                // A process that stood still may find what another one has seen through since, and what came after that.
                await run.Journal.ConfirmAsync(run.Deadline);
                run.Journal.Note($"The restart of workflow {workflow.Name} was disturbed ({why}); repairing it.");
                await repair.RunAsync(workflow, record, run);
            }
        }
        catch (OperationCanceledException) when (run.IsOverdue)
        {
            throw new PlatformException(
                ReasonCode.RestartNotSeen,
                $"The workflow controller has not taken workflow {restarted.Name} up again within {options.Deadlines.ResumePipeline}."
            );
        }
    }

    /// <summary>
    /// Waits until there is something to judge; after a long silence the controller is woken once. Of a workflow that somebody suspended it
    /// starts nothing until somebody resumes it: there the silence is all there is to wait for.
    /// </summary>
    private async Task<MainWorkflow?> SeeAsync(MainWorkflow restarted, RestartRecord record, StepRun run)
    {
        var name = restarted.Name;
        using var silence = new CancellationTokenSource(options.Restart.WakeAfter, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, run.Deadline);
        try
        {
            return await workflows.WaitAsync(name, workflow => IsJudgeable(workflow, record, run), waiting.Token);
        }
        catch (OperationCanceledException) when (!run.Deadline.IsCancellationRequested)
        {
            var silent = await workflows.GetAsync(name, run.Deadline);
            if (silent is not { IsSuspended: false } || silent.Uid != restarted.Uid)
            {
                return silent;
            }

            run.Journal.Note($"The workflow controller is silent about workflow {name}; waking it.");
            var annotations = new JsonObject { [RexAnnotations.WokenAt] = JsonReading.FormatTime(time.GetUtcNow()) };
            await workflows.PatchAsync(name, WorkflowPatch.Metadata(silent, null, annotations), run.Deadline);
            return await workflows.WaitAsync(name, workflow => IsJudgeable(workflow, record, run), run.Deadline);
        }
    }

    private bool IsJudgeable(MainWorkflow? workflow, RestartRecord record, StepRun run) =>
        workflow is null
        || workflow.Annotations.GetValueOrDefault(RexAnnotations.RestartedFor) != run.Remediation.Id.ToString()
        || Hold.HolderOf(workflow) is not null
        || workflow.IsShutDown
        || Judge(workflow, NodeStatus.Read(workflow), record).State != RestartState.Waiting;

    /// <summary>How it ends where it is not for this remediation any more to see QA run again; null where it is.</summary>
    private async Task<StepOutcome.End?> WhyOverAsync(
        MainWorkflow workflow,
        NodeStatus status,
        ReadBackVerdict verdict,
        RestartRecord record,
        StepRun run
    )
    {
        var id = run.Remediation.Id.Value;
        if (workflow.Annotations.GetValueOrDefault(RexAnnotations.RestartedFor) != id)
        {
            return new StepOutcome.End(ReasonCode.NewerPush, $"Workflow {workflow.Name} was restarted for a newer push.");
        }

        if (Hold.HolderOf(workflow) is { } holder && holder != id)
        {
            return new StepOutcome.End(ReasonCode.NewerPush, $"Workflow {workflow.Name} is held for {holder}.");
        }

        if (status is { IsHidden: true, Problem: { } hidden })
        {
            // Nobody can tell what there is, also not that it is wrong: nothing may be taken away.
            throw new PlatformException(
                ReasonCode.RestartNotSeen,
                $"Workflow {workflow.Name} was restarted, and cannot be read back: {hidden}."
            );
        }

        if (verdict.State == RestartState.UnderWay)
        {
            return null;
        }

        if (workflow.IsShutDown)
        {
            await holds.ReleaseAsync(workflow, run.Deadline);
            return new StepOutcome.End(
                ReasonCode.StoppedBySomebody,
                $"Somebody stopped workflow {workflow.Name} after its restart (spec.shutdown is set)."
            );
        }

        if (!record.IsOfGate || !workflow.IsFinished)
        {
            return null;
        }

        // Opening a gate takes nothing away that a late write could bring back: what was behind it has ended, and would again.
        await holds.ReleaseAsync(workflow, run.Deadline);
        return new StepOutcome.End(
            workflow.Phase == "Succeeded" ? ReasonCode.AlreadyCompleted : ReasonCode.FailedEarlier,
            $"Workflow {workflow.Name} went on through its gate and ended as {workflow.Phase} without {options.Names.QualityNode}."
        );
    }

    /// <summary>What was disturbed, in words; null where QA runs again as it should.</summary>
    private async Task<string?> WhyDisturbedAsync(MainWorkflow workflow, ReadBackVerdict verdict, RestartRecord record, StepRun run)
    {
        if (Hold.HolderOf(workflow) is not null)
        {
            return "a repair was begun and not finished";
        }

        if (verdict.State == RestartState.Disturbed)
        {
            return verdict.Message;
        }

        if (record.LookedAt is not { } looked)
        {
            return null;
        }

        var pods = await workflows.ListPodsAsync(workflow.Name, run.Deadline);
        if (
            pods.Items.FirstOrDefault(pod => pod.NodeId is { } node && !record.Stays.ContainsKey(node) && IsOlder(pod.CreatedAt, looked)) is
            { } old
        )
        {
            return $"pod {old.Name} is older than the restart";
        }

        var push = run.Remediation.Push;
        var runs = await agentRuns.ListAsync(DownstreamRuns.SelectorOf(push.Task, options.Names), run.Deadline);
        return
            runs.FirstOrDefault(one =>
                !one.IsFinished && IsOlder(one.CreatedAt, looked) && DownstreamRuns.IsOf(one, push.Repository, workflow.Name, options.Names)
            )
                is { } stale
            ? $"run {stale.Name} is older than the restart"
            : null;
    }

    /// <summary>Both are the API server's own times, in whole seconds: only a whole second tells them apart.</summary>
    private static bool IsOlder(DateTimeOffset createdAt, DateTimeOffset looked) => createdAt <= looked - TimeSpan.FromSeconds(1);

    private ReadBackVerdict Judge(MainWorkflow workflow, NodeStatus status, RestartRecord record) =>
        ReadBack.Judge(workflow, status, record, options.Names.QualityNode);

    private async Task<StepOutcome.End> DoneAsync(MainWorkflow workflow, RestartRecord record, StepRun run)
    {
        var suspended = workflow.IsSuspended ? " It stays suspended, as somebody else had it." : "";
        var left = await leftAlone.DescribeAsync(workflow.Name, record, run.Remediation.Push, run.Deadline);
        var notes = suspended + left + NoPullRequest.Note(run.Remediation);
        return record.IsOfGate
            ? new StepOutcome.End(ReasonCode.GateOpened, $"Workflow {workflow.Name} goes on through its gate.{notes}")
            : new StepOutcome.End(ReasonCode.Restarted, $"Workflow {workflow.Name} runs again from {record.RestartNode}.{notes}");
    }
}
