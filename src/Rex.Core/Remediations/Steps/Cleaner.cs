using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Takes away what works on old code, in the one order that leaves nothing behind: first the workflow's pods, so that none of them can
/// create another run; then their recorded results, which a new node of the same id would take for its own; then the runs.
/// </summary>
internal sealed class Cleaner(IMainWorkflows workflows, CleaningGuard guard, RunCanceller runs)
{
    /// <summary>Takes everything away and waits until it is gone.</summary>
    /// <exception cref="PlatformException">Something was still there at the step's deadline; the message names it and its finalizers.</exception>
    public async Task CleanAsync(CleaningTarget target, StepRun run)
    {
        if (target.Workflow is { } workflow)
        {
            await RemovePodsAsync(workflow, target, run);
            await RemoveTaskResultsAsync(workflow, target, run.Deadline);
        }

        await runs.CancelAsync(target, run);
    }

    /// <summary>One look: whether no pod, run, Job or pod of a run is left. The API server's time of the look comes with it.</summary>
    public async Task<(bool IsClean, DateTimeOffset? At)> LookAsync(CleaningTarget target, StepRun run)
    {
        DateTimeOffset? at = null;
        if (target.Workflow is { } workflow)
        {
            var pods = await workflows.ListPodsAsync(workflow, run.Deadline);
            at = pods.ServerTime;
            if (Obsolete(pods, target).Any())
            {
                return (false, at);
            }
        }

        return (await runs.AreGoneAsync(target, run), at);
    }

    private async Task RemovePodsAsync(string workflow, CleaningTarget target, StepRun run)
    {
        try
        {
            var pods = await workflows.ListPodsAsync(workflow, run.Deadline);
            while (!IsGone(pods, target))
            {
                await guard.EnsureDueAsync(target, run.Deadline);
                foreach (var pod in Obsolete(pods, target))
                {
                    await RemoveAsync(pod, run.Deadline);
                }

                pods = await workflows.WaitForPodsAsync(workflow, now => IsGone(now, target) || HasWork(now, target), run.Deadline);
            }
        }
        catch (OperationCanceledException) when (run.IsOverdue)
        {
            var left = await workflows.ListPodsAsync(workflow, run.Stop);
            var names = Obsolete(left, target).Select(pod => $"{pod.Name} (finalizers: {string.Join(", ", pod.Finalizers)})");
            throw new PlatformException(
                ReasonCode.PodsNotGone,
                $"Pods of workflow {workflow} are still there: {string.Join("; ", names)}."
            );
        }
    }

    private async Task RemoveAsync(WorkflowPod pod, CancellationToken cancellationToken)
    {
        if (!pod.IsDeleting)
        {
            await workflows.DeletePodAsync(pod, cancellationToken);
        }
        else if (WaitsForController(pod))
        {
            await workflows.ReleasePodAsync(pod, cancellationToken);
        }
    }

    private async Task RemoveTaskResultsAsync(string workflow, CleaningTarget target, CancellationToken cancellationToken)
    {
        var results = await workflows.ListTaskResultsAsync(workflow, cancellationToken);
        if (results.All(result => target.Stays(result.Name)))
        {
            return;
        }

        await guard.EnsureDueAsync(target, cancellationToken);
        foreach (var result in results.Where(result => !target.Stays(result.Name)))
        {
            await workflows.DeleteTaskResultAsync(result, cancellationToken);
        }
    }

    /// <summary>Pods that do not say which node they are of are left alone.</summary>
    private static IEnumerable<WorkflowPod> Obsolete(WorkflowPodList pods, CleaningTarget target) =>
        pods.Items.Where(pod => pod.NodeId is { } node && !target.Stays(node));

    private static bool IsGone(WorkflowPodList pods, CleaningTarget target) => !Obsolete(pods, target).Any();

    private static bool HasWork(WorkflowPodList pods, CleaningTarget target) => !Obsolete(pods, target).All(WaitsForItsEnd);

    /// <summary>It is being deleted and its process has not ended yet: there is nothing to do but wait.</summary>
    private static bool WaitsForItsEnd(WorkflowPod pod) => pod.IsDeleting && !WaitsForController(pod);

    /// <summary>Its process has ended, and only the controller's own finalizer keeps it: the controller takes that off in the same way.</summary>
    private static bool WaitsForController(WorkflowPod pod) =>
        pod.IsDeleting && pod.HasEnded && pod.Finalizers is [ArgoMetadata.PodFinalizer];
}
