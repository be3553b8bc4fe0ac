using System.Text.Json;
using Rex.Adapters.Kubernetes;
using Rex.Core.Agents;
using Rex.Core.Workflows;

namespace Rex.Adapters.Agents;

/// <summary>Agent runs as <c>CodeRun</c> objects.</summary>
internal sealed class AgentRuns(ResourceClient codeRuns, RunDependents jobsAndPods, ResourceWait wait) : IAgentRuns
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<AgentRun>> ListAsync(LabelSelector selector, CancellationToken cancellationToken) =>
        Read(await codeRuns.ListAsync(ResourceQuery.Labelled(selector), cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AgentRun>> WaitAsync(
        LabelSelector selector,
        Func<IReadOnlyList<AgentRun>, bool> until,
        CancellationToken cancellationToken
    ) => wait.UntilAsync(codeRuns, ResourceQuery.Labelled(selector), Read, until, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(AgentRun run, CancellationToken cancellationToken) =>
        codeRuns.DeleteUnchangedAsync(run.Name, run.Uid, run.ResourceVersion, PropagationPolicy.Foreground, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunDependent>> ListDependentsAsync(IReadOnlyList<AgentRun> runs, CancellationToken cancellationToken) =>
        jobsAndPods.ListAsync(runs, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunDependent>> ListStillThereAsync(
        IReadOnlyList<RunDependent> dependents,
        CancellationToken cancellationToken
    ) => jobsAndPods.ListStillThereAsync(dependents, cancellationToken);

    /// <inheritdoc/>
    public Task WaitGoneAsync(IReadOnlyList<RunDependent> dependents, CancellationToken cancellationToken) =>
        jobsAndPods.WaitGoneAsync(dependents, cancellationToken);

    /// <inheritdoc/>
    public Task DeletePodAsync(RunDependent pod, CancellationToken cancellationToken) => jobsAndPods.DeletePodAsync(pod, cancellationToken);

    private static IReadOnlyList<AgentRun> Read(ResourceList list) => [.. list.Items.Select(Read)];

    private static AgentRun Read(JsonElement run) =>
        new(
            run.Name(),
            run.Uid(),
            run.ResourceVersion(),
            run.CreatedAt(),
            run.Labels(),
            run.Text("spec", "repositoryUrl"),
            run.Text("status", "phase"),
            run.IsDeleting(),
            run.Finalizers()
        );
}
