using Rex.Core.Agents;

namespace Rex.Simulator.Proofs.Doubles;

/// <summary>Agent runs as Rex sees and cancels them, each of which a broken rule can bend.</summary>
internal class AgentRunsDouble(IAgentRuns inner) : IAgentRuns
{
    /// <summary>What becomes of every selector.</summary>
    public Func<LabelSelector, LabelSelector> Select { get; init; } = selector => selector;

    /// <summary>What becomes of every list of runs.</summary>
    public Func<IReadOnlyList<AgentRun>, IReadOnlyList<AgentRun>> List { get; init; } = runs => runs;

    /// <summary>Whether what is deleted is waited for.</summary>
    public bool Waits { get; init; } = true;

    public virtual async Task<IReadOnlyList<AgentRun>> ListAsync(LabelSelector selector, CancellationToken cancellationToken) =>
        List(await inner.ListAsync(Select(selector), cancellationToken));

    public async Task<IReadOnlyList<AgentRun>> WaitAsync(
        LabelSelector selector,
        Func<IReadOnlyList<AgentRun>, bool> until,
        CancellationToken cancellationToken
    ) => Waits ? List(await inner.WaitAsync(Select(selector), runs => until(List(runs)), cancellationToken)) : [];

    public virtual Task DeleteAsync(AgentRun run, CancellationToken cancellationToken) => inner.DeleteAsync(run, cancellationToken);

    public async Task<IReadOnlyList<RunDependent>> ListDependentsAsync(IReadOnlyList<AgentRun> runs, CancellationToken cancellationToken) =>
        Waits ? await inner.ListDependentsAsync(runs, cancellationToken) : [];

    public Task<IReadOnlyList<RunDependent>> ListStillThereAsync(
        IReadOnlyList<RunDependent> dependents,
        CancellationToken cancellationToken
    ) => inner.ListStillThereAsync(dependents, cancellationToken);

    public Task WaitGoneAsync(IReadOnlyList<RunDependent> dependents, CancellationToken cancellationToken) =>
        inner.WaitGoneAsync(dependents, cancellationToken);

    public Task DeletePodAsync(RunDependent pod, CancellationToken cancellationToken) => inner.DeletePodAsync(pod, cancellationToken);
}
