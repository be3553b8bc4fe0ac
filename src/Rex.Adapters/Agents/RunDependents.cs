using System.Text.Json;
using Rex.Adapters.Kubernetes;
using Rex.Core.Agents;

namespace Rex.Adapters.Agents;

/// <summary>The Jobs that agent runs own, and the pods of these.</summary>
/// <param name="jobs">The Jobs' client.</param>
/// <param name="pods">The pods' client.</param>
/// <param name="taskLabel">The label that runs and their pods share.</param>
/// <param name="wait">Waits.</param>
internal sealed class RunDependents(ResourceClient jobs, ResourceClient pods, string taskLabel, ResourceWait wait)
{
    /// <summary>The Jobs that these runs own and the pods that these Jobs, or the runs themselves, own; by ownerReference, never by name.</summary>
    public async Task<IReadOnlyList<RunDependent>> ListAsync(IReadOnlyList<AgentRun> runs, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
        {
            return [];
        }

        // Which run an owner's UID leads to.
        var runOf = runs.ToDictionary(run => run.Uid, run => run.Name, StringComparer.Ordinal);
        var found = new List<RunDependent>();
        foreach (var job in (await jobs.ListAsync(ResourceQuery.All, cancellationToken)).Items)
        {
            if (RunOf(job) is { } run)
            {
                found.Add(new RunDependent(RunDependentKind.Job, job.Name(), job.Uid(), run));
            }
        }

        foreach (var job in found)
        {
            runOf[job.Uid] = job.Run;
        }

        foreach (var pod in (await pods.ListAsync(PodsOf(runs), cancellationToken)).Items)
        {
            if (RunOf(pod) is { } run)
            {
                found.Add(new RunDependent(RunDependentKind.Pod, pod.Name(), pod.Uid(), run));
            }
        }

        return found;

        string? RunOf(JsonElement resource) =>
            resource.OwnerUids().Select(uid => runOf.GetValueOrDefault(uid)).FirstOrDefault(run => run is not null);
    }

    /// <summary>Those of them that are still there, with the same UID.</summary>
    public async Task<IReadOnlyList<RunDependent>> ListStillThereAsync(
        IReadOnlyList<RunDependent> dependents,
        CancellationToken cancellationToken
    )
    {
        var stillThere = new List<RunDependent>();
        foreach (var dependent in dependents)
        {
            if (await ClientOf(dependent).IsThereAsync(dependent.Name, dependent.Uid, cancellationToken))
            {
                stillThere.Add(dependent);
            }
        }

        return stillThere;
    }

    /// <summary>Waits until none of them is there any more: one after another, since an object with this UID never comes back.</summary>
    public async Task WaitGoneAsync(IReadOnlyList<RunDependent> dependents, CancellationToken cancellationToken)
    {
        foreach (var dependent in dependents)
        {
            await wait.UntilAsync(
                ClientOf(dependent),
                ResourceQuery.Named(dependent.Name),
                list => list.Items.Any(item => item.Uid() == dependent.Uid),
                isThere => !isThere,
                cancellationToken
            );
        }
    }

    /// <summary>Deletes a pod that outlived its run, if it still has this UID.</summary>
    public Task DeletePodAsync(RunDependent pod, CancellationToken cancellationToken) =>
        pod.Kind == RunDependentKind.Pod
            ? pods.DeleteAsync(pod.Name, pod.Uid, PropagationPolicy.Background, cancellationToken)
            : throw new ArgumentException($"{pod.Name} is no pod: a Job is the run's controller's to delete.", nameof(pod));

    private ResourceClient ClientOf(RunDependent dependent) => dependent.Kind == RunDependentKind.Job ? jobs : pods;

    /// <summary>The pods of these runs' tasks, where every run says which task it is of; else all of them. The owner decides in any case.</summary>
    private ResourceQuery PodsOf(IReadOnlyList<AgentRun> runs)
    {
        List<string> tasks = [.. runs.Select(run => run.Labels.GetValueOrDefault(taskLabel, ""))];
        return tasks.Contains("") ? ResourceQuery.All : ResourceQuery.Labelled(LabelSelector.Of(LabelRequirement.In(taskLabel, tasks)));
    }
}
