using Rex.Core.Agents;

namespace Rex.Core.Tests.Platform;

/// <summary>Agent runs in memory, with a run controller that takes its time.</summary>
internal sealed class FakeAgentRuns(PortCalls calls, SteppedTime time) : IAgentRuns
{
    private readonly List<RunDependent> _dependents = [];

    /// <summary>The runs there are.</summary>
    public List<FakeRun> All { get; } = [];

    /// <summary>The Jobs and pods there are.</summary>
    public IReadOnlyList<RunDependent> Dependents => _dependents;

    /// <summary>How long a left-behind pod takes to go once it is deleted; null: it does not go.</summary>
    public TimeSpan? PodGoneAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Puts a run there, with what it has.</summary>
    public FakeRun Add(FakeRun run)
    {
        All.Add(run);
        _dependents.AddRange(run.Dependents);
        calls.Changed();
        return run;
    }

    /// <summary>Puts a Job or pod there that appears late.</summary>
    public void AddDependent(RunDependent dependent) => _dependents.Add(dependent);

    /// <summary>What a run had goes by itself.</summary>
    public void RemoveDependentsOf(FakeRun run)
    {
        _dependents.RemoveAll(one => one.Run == run.Name);
        calls.Changed();
    }

    public Task<IReadOnlyList<AgentRun>> ListAsync(LabelSelector selector, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.ListRuns, "", () => Select(selector), cancellationToken);

    public Task<IReadOnlyList<AgentRun>> WaitAsync(
        LabelSelector selector,
        Func<IReadOnlyList<AgentRun>, bool> until,
        CancellationToken cancellationToken
    ) => calls.WaitAsync(Call.WaitForRuns, "", () => Select(selector), until, cancellationToken);

    public Task DeleteAsync(AgentRun run, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.DeleteRun, run.Name, () => Delete(run), cancellationToken);

    public Task<IReadOnlyList<RunDependent>> ListDependentsAsync(IReadOnlyList<AgentRun> runs, CancellationToken cancellationToken) =>
        calls.MakeAsync<IReadOnlyList<RunDependent>>(
            Call.ListDependents,
            "",
            () =>
                [
                    .. _dependents.Where(one =>
                        runs.Any(run => run.Name == one.Run) && (one.Kind == RunDependentKind.Job || HasJob(one.Run))
                    ),
                ],
            cancellationToken
        );

    public Task<IReadOnlyList<RunDependent>> ListStillThereAsync(
        IReadOnlyList<RunDependent> dependents,
        CancellationToken cancellationToken
    ) =>
        calls.MakeAsync<IReadOnlyList<RunDependent>>(
            Call.ListStillThere,
            "",
            () => [.. _dependents.Where(dependents.Contains)],
            cancellationToken
        );

    public Task WaitGoneAsync(IReadOnlyList<RunDependent> dependents, CancellationToken cancellationToken) =>
        calls.WaitAsync(Call.WaitGone, "", () => _dependents.Any(dependents.Contains), left => !left, cancellationToken);

    public Task DeletePodAsync(RunDependent pod, CancellationToken cancellationToken) =>
        calls.MakeAsync(
            Call.DeleteRunPod,
            pod.Name,
            () =>
            {
                calls.Wrote($"delete run pod {pod.Name}");
                GoesAfter(PodGoneAfter, () => _dependents.Remove(pod));
                return true;
            },
            cancellationToken
        );

    /// <summary>Whose a pod is can be told by its Job alone.</summary>
    private bool HasJob(string run) => _dependents.Any(one => one.Kind == RunDependentKind.Job && one.Run == run);

    private IReadOnlyList<AgentRun> Select(LabelSelector selector) =>
        [.. All.Where(run => selector.Matches(run.Labels)).Select(run => run.Read())];

    private bool Delete(AgentRun run)
    {
        if (All.Find(one => one.Uid == run.Uid && one.ResourceVersion == run.ResourceVersion) is not { } found)
        {
            return false;
        }

        found.IsDeleting = true;
        calls.Wrote($"delete run {run.Name}");
        GoesAfter(
            found.GoneAfter,
            () =>
            {
                All.Remove(found);
                _dependents.RemoveAll(one =>
                    one.Run == found.Name && !(one.Kind == RunDependentKind.Pod ? found.LeavesPod : found.LeavesJob)
                );
            }
        );
        return true;
    }

    private void GoesAfter(TimeSpan? after, Action go)
    {
        if (after is { } span)
        {
            time.Later(
                span,
                () =>
                {
                    go();
                    calls.Changed();
                }
            );
        }
    }
}
