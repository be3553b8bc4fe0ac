using Rex.Core.Agents;
using Rex.Core.Options;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Cancels agent runs: deleting is the only way to, and a run is gone only when its Jobs and their pods are gone too. A run's finalizer is
/// never stripped: it is its controller's, and what it guards would stay behind.
/// </summary>
public sealed class RunCanceller(IAgentRuns agentRuns, CleaningGuard guard, RexOptions options, TimeProvider time)
{
    /// <summary>Deletes the obsolete runs and waits until nothing of them is left.</summary>
    /// <exception cref="PlatformException">Something was still there at the step's deadline; the message names it and its finalizers.</exception>
    public async Task CancelAsync(CleaningTarget target, StepRun run)
    {
        try
        {
            var listed = await ListAsync(run.Remediation, run.Deadline);
            var obsolete = Obsolete(listed, target, run.Remediation);
            while (obsolete.Count > 0)
            {
                await guard.EnsureDueAsync(target, run.Deadline);
                await guard.EnsureNoOtherIsAtWorkAsync(obsolete, run.Remediation, run.Deadline);
                await NoteAsync(obsolete, run);
                foreach (var one in obsolete.Where(one => !one.IsDeleting))
                {
                    await agentRuns.DeleteAsync(one, run.Deadline);
                }

                var gone = obsolete.Select(one => one.Uid).ToHashSet(StringComparer.Ordinal);
                // One that changed since it was listed is not being deleted: the next list says whether it has finished.
                await agentRuns.WaitAsync(
                    SelectorOf(run.Remediation),
                    now => !now.Any(one => one.IsDeleting && gone.Contains(one.Uid)),
                    run.Deadline
                );
                await NoteAsync(obsolete, run);
                listed = await ListAsync(run.Remediation, run.Deadline);
                obsolete = Obsolete(listed, target, run.Remediation);
            }

            await ForgetKeptAsync(listed, run);
            await WaitForDependentsAsync(run);
        }
        catch (OperationCanceledException) when (run.IsOverdue)
        {
            throw new PlatformException(ReasonCode.RunsNotGone, await DescribeLeftAsync(target, run));
        }
    }

    /// <summary>One look: whether no obsolete run is left, nor any Job or pod of one that was cancelled.</summary>
    public async Task<bool> AreGoneAsync(CleaningTarget target, StepRun run)
    {
        var left = Obsolete(await ListAsync(run.Remediation, run.Deadline), target, run.Remediation);
        var dependents = run.Remediation.Status.Dependents;
        return left.Count == 0 && (dependents.Count == 0 || (await agentRuns.ListStillThereAsync(dependents, run.Deadline)).Count == 0);
    }

    private Task<IReadOnlyList<AgentRun>> ListAsync(Remediation remediation, CancellationToken cancellationToken) =>
        agentRuns.ListAsync(SelectorOf(remediation), cancellationToken);

    private List<AgentRun> Obsolete(IReadOnlyList<AgentRun> listed, CleaningTarget target, Remediation remediation) =>
        [.. listed.Where(run => !run.IsFinished && IsOwn(run, remediation) && target.IsObsolete(run))];

    private bool IsOwn(AgentRun run, Remediation remediation) =>
        DownstreamRuns.IsOf(run, remediation.Push.Repository, remediation.Status.Workflow?.Name, options.Names);

    private LabelSelector SelectorOf(Remediation remediation) => DownstreamRuns.SelectorOf(remediation.Push.Task, options.Names);

    /// <summary>Notes what belongs to the runs while it can still be told: durable, so that another process can wait for it too.</summary>
    private async Task NoteAsync(List<AgentRun> obsolete, StepRun run)
    {
        var found = await agentRuns.ListDependentsAsync(obsolete, run.Deadline);
        var status = run.Remediation.Status;
        var names = status.CancelledRuns.Union(obsolete.Select(one => one.Name)).ToList();
        var dependents = status.Dependents.UnionBy(found, one => one.Uid).ToList();
        if (names.Count > status.CancelledRuns.Count || dependents.Count > status.Dependents.Count)
        {
            await run.Journal.WriteAsync(now => now with { CancelledRuns = names, Dependents = dependents }, run.Deadline);
        }
    }

    /// <summary>A run that was noted and then finished by itself, before it was deleted, is kept, and so is what it has: nobody must wait for that.</summary>
    private static async Task ForgetKeptAsync(IReadOnlyList<AgentRun> listed, StepRun run)
    {
        var status = run.Remediation.Status;
        var kept = listed
            .Where(one => one is { IsFinished: true, IsDeleting: false })
            .Select(one => one.Name)
            .ToHashSet(StringComparer.Ordinal);
        var names = status.CancelledRuns.Where(name => !kept.Contains(name)).ToList();
        if (names.Count < status.CancelledRuns.Count)
        {
            var dependents = status.Dependents.Where(one => !kept.Contains(one.Run)).ToList();
            await run.Journal.WriteAsync(now => now with { CancelledRuns = names, Dependents = dependents }, run.Deadline);
        }
    }

    /// <summary>
    /// Waits for the Jobs and pods. Older run controllers delete a run's Job without its pod, and an orphaned quality agent can still set
    /// labels: a pod that outlives its run by the grace time is deleted.
    /// </summary>
    private async Task WaitForDependentsAsync(StepRun run)
    {
        var dependents = run.Remediation.Status.Dependents;
        if (dependents.Count == 0)
        {
            return;
        }

        using var grace = new CancellationTokenSource(options.Restart.OrphanGrace, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, run.Deadline);
        try
        {
            await agentRuns.WaitGoneAsync(dependents, waiting.Token);
            return;
        }
        catch (OperationCanceledException) when (!run.Deadline.IsCancellationRequested)
        {
            var left = await agentRuns.ListStillThereAsync(dependents, run.Deadline);
            foreach (var pod in left.Where(one => one.Kind == RunDependentKind.Pod))
            {
                run.Journal.Note($"Pod {pod.Name} outlived its run {pod.Run}; deleting it.");
                await agentRuns.DeletePodAsync(pod, run.Deadline);
            }
        }

        await agentRuns.WaitGoneAsync(dependents, run.Deadline);
    }

    private async Task<string> DescribeLeftAsync(CleaningTarget target, StepRun run)
    {
        var runs = Obsolete(await ListAsync(run.Remediation, run.Stop), target, run.Remediation);
        var dependents = await agentRuns.ListStillThereAsync(run.Remediation.Status.Dependents, run.Stop);
        var left = runs.Select(one => $"run {one.Name} (finalizers: {string.Join(", ", one.Finalizers)})")
            .Concat(dependents.Select(one => $"{(one.Kind == RunDependentKind.Job ? "Job" : "pod")} {one.Name} of run {one.Run}"));
        return $"Still there: {string.Join("; ", left)}.";
    }
}
