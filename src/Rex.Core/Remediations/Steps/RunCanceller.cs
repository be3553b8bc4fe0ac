using Rex.Core.Agents;
using Rex.Core.Options;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Cancels agent runs: deleting is the only way to, and a run is gone only when its Jobs and their pods are gone too. A run's finalizer is
/// never stripped: it is its controller's, and what it guards would stay behind.
/// </summary>
internal sealed class RunCanceller(
    IAgentRuns agentRuns,
    IRemediationStore store,
    CleaningGuard guard,
    RexOptions options,
    TimeProvider time
)
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

                // Every change is looked at, the first deletion among them: what a controller was about to make is there then, and a pod can be told
                // by its Job only as long as that lives. One that had changed before is not being deleted; the next list says whether it has finished.
                await agentRuns.WaitAsync(SelectorOf(run.Remediation), now => HasChanged(obsolete, now), run.Deadline);
                await NoteAsync(obsolete, run);
                listed = await ListAsync(run.Remediation, run.Deadline);
                obsolete = Obsolete(listed, target, run.Remediation);
            }

            await ForgetKeptAsync(listed, run);
            await WaitForDependentsAsync(await DependentsAsync(listed, run.Remediation, run.Deadline), run);
        }
        catch (OperationCanceledException) when (run.IsOverdue)
        {
            throw new PlatformException(ReasonCode.RunsNotGone, await DescribeLeftAsync(target, run));
        }
    }

    /// <summary>One look: whether no obsolete run is left, nor any Job or pod of one that was cancelled.</summary>
    public async Task<bool> AreGoneAsync(CleaningTarget target, StepRun run)
    {
        var listed = await ListAsync(run.Remediation, run.Deadline);
        if (Obsolete(listed, target, run.Remediation).Count > 0)
        {
            return false;
        }

        var dependents = await DependentsAsync(listed, run.Remediation, run.Deadline);
        return dependents.Count == 0 || (await agentRuns.ListStillThereAsync(dependents, run.Deadline)).Count == 0;
    }

    private Task<IReadOnlyList<AgentRun>> ListAsync(Remediation remediation, CancellationToken cancellationToken) =>
        agentRuns.ListAsync(SelectorOf(remediation), cancellationToken);

    private List<AgentRun> Obsolete(IReadOnlyList<AgentRun> listed, CleaningTarget target, Remediation remediation) =>
        [.. listed.Where(run => !run.IsFinished && IsOwn(run, remediation) && target.IsObsolete(run))];

    private bool IsOwn(AgentRun run, Remediation remediation) =>
        DownstreamRuns.IsOf(run, remediation.Push.Repository, remediation.Status.Workflow?.Name, options.Names);

    private LabelSelector SelectorOf(Remediation remediation) => DownstreamRuns.SelectorOf(remediation.Push.Task, options.Names);

    private static bool HasChanged(IReadOnlyList<AgentRun> before, IReadOnlyList<AgentRun> now) =>
        !before.All(one => now.Any(other => other.Uid == one.Uid && other.ResourceVersion == one.ResourceVersion));

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

    /// <summary>
    /// What the task's cancelled runs had, whichever of its remediations cancelled them: an older one can end while a pod of its runs is still at
    /// work. Read after the runs were: of one that is gone by then it was noted before.
    /// </summary>
    private async Task<List<RunDependent>> DependentsAsync(
        IReadOnlyList<AgentRun> listed,
        Remediation remediation,
        CancellationToken cancellationToken
    )
    {
        var kept = KeptOf(listed);
        var ofTask = await store.ListAsync(remediation.Task, cancellationToken);
        return [.. ofTask.SelectMany(one => one.Status.Dependents).DistinctBy(one => one.Uid).Where(one => !kept.Contains(one.Run))];
    }

    /// <summary>The names of the runs that nobody cancels: where none is obsolete any more, all that are not being deleted.</summary>
    private static HashSet<string> KeptOf(IReadOnlyList<AgentRun> listed) =>
        listed.Where(one => !one.IsDeleting).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>A run that was noted and then finished by itself, before it was deleted, is kept, and so is what it has: nobody must wait for that.</summary>
    private static async Task ForgetKeptAsync(IReadOnlyList<AgentRun> listed, StepRun run)
    {
        var status = run.Remediation.Status;
        var kept = KeptOf(listed);
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
    private async Task WaitForDependentsAsync(List<RunDependent> dependents, StepRun run)
    {
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
        var listed = await ListAsync(run.Remediation, run.Stop);
        var runs = Obsolete(listed, target, run.Remediation);
        var noted = await DependentsAsync(listed, run.Remediation, run.Stop);
        var dependents = await agentRuns.ListStillThereAsync(noted, run.Stop);
        var left = runs.Select(one => $"run {one.Name} (finalizers: {string.Join(", ", one.Finalizers)})")
            .Concat(dependents.Select(one => $"{(one.Kind == RunDependentKind.Job ? "Job" : "pod")} {one.Name} of run {one.Run}"));
        return $"Still there: {string.Join("; ", left)}.";
    }
}
