using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S5: no label removal while a run is alive, no reset before the label is gone, no restart before the reset; from the end of the
/// cancelling to the restart no run of the task's QA is created, and the pipeline never moves past QA.
/// </summary>
internal static class OrderOfSteps
{
    private const string CompletingNode = "complete-task";

    public static IEnumerable<Violation> Check(Testimony testimony) =>
        testimony.Evidence.Tasks.SelectMany(task => CheckTask(testimony, task));

    private static IEnumerable<Violation> CheckTask(Testimony testimony, TaskFacts task)
    {
        var pullRequests = task.PullRequestsOf().ToHashSet(StringComparer.OrdinalIgnoreCase);
        RexWrite? held = null;
        RexWrite? cancelled = null;
        var unlabelled = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var write in testimony.Writes.Where(write => write.Name == task.Workflow || pullRequests.Contains(write.Name)))
        {
            if (write is { Kind: RexWriteKind.RemoveLabel or RexWriteKind.Reset or RexWriteKind.Restart, Entry.Witness: null })
            {
                yield return Violated(write, "nobody saw what was there before it");
            }

            switch (write.Kind)
            {
                case RexWriteKind.Hold:
                    held = write;
                    cancelled = null;
                    unlabelled.Clear();
                    break;
                case RexWriteKind.RemoveLabel:
                    cancelled ??= write;
                    unlabelled.Add(write.Name);
                    foreach (var run in Alive(write).Where(run => IsObsolete(run, write)))
                    {
                        yield return Violated(write, $"the label was removed while {run.Name} was alive");
                    }

                    break;
                case RexWriteKind.Reset:
                    cancelled ??= write;
                    // Where it was gone and somebody set it again, the restart is what must not come before it is gone once more.
                    if (Labelled(write, held?.RemediationId).Any(one => !unlabelled.Contains(one)))
                    {
                        yield return Violated(write, "the stage was reset while the label was still there");
                    }

                    break;
                case RexWriteKind.Restart:
                    foreach (var violation in CheckRestart(write))
                    {
                        yield return violation;
                    }

                    foreach (var violation in CheckSilence(write))
                    {
                        yield return violation;
                    }

                    held = cancelled = null;
                    unlabelled.Clear();
                    break;
            }
        }

        IEnumerable<Violation> CheckRestart(RexWrite write)
        {
            var before = testimony.Objects.Before("workflows", task.Workflow, write.Entry.Sequence);
            if (before is not null && testimony.RemovedNodes(write).Count > 0 && !IsLeftAlone(before))
            {
                yield return Violated(write, "QA was restarted on a workflow that its controller was at work on");
            }

            if (EndedMeanwhile(write))
            {
                yield return Violated(write, "the main workflow ended between the first cancelling write and the restart");
            }

            var stage = before is null ? testimony.Evidence.ResetStage : StageOf(write, before);
            if (stage != testimony.Evidence.ResetStage)
            {
                yield return Violated(write, $"QA was restarted at stage '{stage}', before the reset");
            }

            if (Labelled(write, write.RemediationId).Any())
            {
                yield return Violated(write, "QA was restarted while the label was still there");
            }

            foreach (var run in Alive(write))
            {
                yield return Violated(write, $"QA was restarted while {run.Name} was alive");
            }

            foreach (var pod in PodsOfRemovedNodes(write))
            {
                yield return Violated(write, $"QA was restarted while the pod {pod.Name} of a removed node was there");
            }
        }

        IEnumerable<Violation> CheckSilence(RexWrite restart)
        {
            // Where no label and no stage had to change, cancelling ended with the last thing that was cancelled.
            var from = cancelled ?? LastDeletion(restart);
            foreach (var created in testimony.Evidence.Entries.Where(entry => IsBetween(entry, from, restart)))
            {
                if (
                    created is { Method: "POST", Answer: { } run }
                    && ResourcePath.Parse(created.Path)?.Plural == "coderuns"
                    && testimony.Evidence.QaApps.Contains(Testimony.Label(run, "github-app"))
                    && testimony.TaskOfRun(run) == task
                )
                {
                    yield return new Violation(
                        "S5",
                        $"coderuns/{Testimony.Name(run)}",
                        created.At,
                        "a run of the task's QA was created between cancelling and restart"
                    );
                }
            }

            foreach (var late in testimony.Evidence.Entries.Where(entry => IsBetween(entry, held, restart) && IsOfController(entry)))
            {
                if (late.At - held!.Entry.At > testimony.Evidence.HoldTakesEffectWithin)
                {
                    yield return new Violation(
                        "S5",
                        $"workflows/{task.Workflow}",
                        late.At,
                        "the workflow controller went on with the workflow although it was held"
                    );
                }
            }

            foreach (var state in testimony.Objects.All("workflows", task.Workflow))
            {
                if (
                    held is not null
                    && state.Sequence > held.Entry.Sequence
                    && state.Sequence < restart.Entry.Sequence
                    && HasCompleted(state.Object)
                )
                {
                    yield return Violated(restart, "the pipeline moved past QA between the hold and the restart");
                    yield break;
                }
            }
        }

        RexWrite? LastDeletion(RexWrite restart)
        {
            var since = (held ?? RestartBefore(restart))?.Entry.Sequence;
            return testimony.Writes.LastOrDefault(write =>
                write.Kind is RexWriteKind.Pod or RexWriteKind.TaskResult or RexWriteKind.CancelRun
                && write.Entry.Sequence < restart.Entry.Sequence
                && !(write.Entry.Sequence < since)
                && testimony.TaskOf(write) == task
            );
        }

        RexWrite? RestartBefore(RexWrite restart) =>
            testimony
                .Writes.Where(write => write.Kind == RexWriteKind.Restart && write.Name == task.Workflow)
                .LastOrDefault(write => write.Entry.Sequence < restart.Entry.Sequence);

        // Whoever waits for the workflow takes its end for an answer: cancelling must not bring it about.
        bool EndedMeanwhile(RexWrite restart)
        {
            var since = RestartBefore(restart)?.Entry.Sequence;
            var first = testimony.Writes.FirstOrDefault(write =>
                write.Kind is RexWriteKind.Pod or RexWriteKind.CancelRun && !(write.Entry.Sequence < since) && IsOfTask(write)
            );
            return first is not null
                && first.Entry.Sequence < restart.Entry.Sequence
                && testimony.Objects.Before("workflows", task.Workflow, first.Entry.Sequence) is { } then
                && !HasEnded(then)
                && testimony
                    .Objects.All("workflows", task.Workflow)
                    .Any(state =>
                        state.Sequence > first.Entry.Sequence && state.Sequence < restart.Entry.Sequence && HasEnded(state.Object)
                    );
        }

        bool IsOfTask(RexWrite write) =>
            write.Kind == RexWriteKind.CancelRun
                ? testimony.Objects.Before("coderuns", write.Name, write.Entry.Sequence) is { } run && testimony.TaskOfRun(run) == task
                : testimony.Objects.Before("pods", write.Name, write.Entry.Sequence) is { } pod
                    && Testimony.Label(pod, "workflows.argoproj.io/workflow") == task.Workflow;

        IEnumerable<WitnessedObject> Alive(RexWrite write) => write.Entry.Witness is { } witness ? testimony.AliveRuns(witness, task) : [];

        // Where QA is not going to be restarted, runs that look at the push already stay; a restart begins with none.
        bool IsObsolete(WitnessedObject run, RexWrite write) =>
            IsBeforeAReset(write)
            || !testimony
                .PushesOf(task)
                .Where(push => push.DeliveredAt <= write.Entry.At)
                .All(push => run.CreatedAt >= push.PushedAt + testimony.Evidence.ClockSkew);

        // A held workflow is on its way to a restart; one that has ended needs no hold for it, but its stage is reset.
        bool IsBeforeAReset(RexWrite write) =>
            testimony.Objects.Before("workflows", task.Workflow, write.Entry.Sequence) is { } before
            && (
                before["metadata"]?["annotations"]?[RexWrite.HeldBy] is not null
                || testimony
                    .Writes.Where(next => next.Kind != RexWriteKind.Event)
                    .FirstOrDefault(next => next.Entry.Sequence > write.Entry.Sequence && next.Name == task.Workflow)
                    ?.Kind
                    is RexWriteKind.Reset
                        or RexWriteKind.Restart
            );

        bool IsOfController(LedgerEntry entry) =>
            entry is { IsWrite: true, Identity: Evidence.WorkflowController }
            && ResourcePath.Parse(entry.Path) is { Plural: "workflows" } path
            && path.Name == task.Workflow;

        // Only those of the pushed branch are the push's business.
        IEnumerable<string> Labelled(RexWrite write, string? remediationId) =>
            task.PullRequestsOf(remediationId is null ? "refs/heads/" + task.Branch : testimony.PushOf(remediationId)?.Ref)
                .Where(one =>
                    write
                        .Entry.Witness?.Labels.GetValueOrDefault(one)
                        ?.Contains(testimony.Evidence.QaLabel, StringComparer.OrdinalIgnoreCase)
                    ?? false
                );

        IEnumerable<WitnessedObject> PodsOfRemovedNodes(RexWrite write)
        {
            var removed = testimony.RemovedNodes(write);
            return write.Entry.Witness?.Objects.Where(seen => seen.Kind == "Pod" && removed.Contains(seen.NodeId)) ?? [];
        }
    }

    /// <summary>
    /// The stage that QA restarts at: the one that is there. What disturbed a restart may have gone on to another stage, and the write that puts it
    /// right, for the same push, sets it back itself.
    /// </summary>
    private static string? StageOf(RexWrite write, JsonObject before) =>
        before["metadata"]?["annotations"]?[RexWrite.RestartedFor]?.GetValue<string>() == write.RemediationId
            ? write.Entry.Body?["metadata"]?["labels"]?["current-stage"]?.GetValue<string>()
            : Testimony.Label(before, "current-stage");

    /// <summary>The workflow controller leaves a workflow alone that has ended, or that carries its label for completed ones; under nothing else.</summary>
    private static bool IsLeftAlone(JsonObject workflow) => HasEnded(workflow) || Testimony.Label(workflow, ArgoNames.Completed) == "true";

    private static bool HasEnded(JsonObject workflow) => Testimony.Phase(workflow) is "Succeeded" or "Failed" or "Error";

    private static bool IsBetween(LedgerEntry entry, RexWrite? from, RexWrite to) =>
        from is not null && entry.Sequence > from.Entry.Sequence && entry.Sequence < to.Entry.Sequence && entry.TookEffect;

    /// <summary>Whether the node that completes the task has started.</summary>
    internal static bool HasCompleted(JsonObject workflow) =>
        Testimony
            .Nodes(workflow)
            ?.Any(node =>
                node.Value?["displayName"]?.GetValue<string>() == CompletingNode && node.Value["phase"]?.GetValue<string>() is not "Omitted"
            )
        ?? false;

    private static Violation Violated(RexWrite write, string why) => new("S5", NoWriteOutside.Describe(write), write.Entry.At, why);
}
