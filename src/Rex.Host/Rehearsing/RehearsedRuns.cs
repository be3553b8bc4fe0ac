using System.Text.Json.Nodes;
using Rex.Core.Agents;

namespace Rex.Host.Rehearsing;

/// <summary>Agent runs as they would be after the deletions that were noted: gone, with what they own.</summary>
internal sealed class RehearsedRuns(IAgentRuns real, Rehearsal rehearsal) : IAgentRuns
{
    private readonly HashSet<string> deletedRuns = new(StringComparer.Ordinal);
    private readonly HashSet<string> deletedPods = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AgentRun>> ListAsync(LabelSelector selector, CancellationToken cancellationToken) =>
        [.. (await real.ListAsync(selector, cancellationToken)).Where(run => !deletedRuns.Contains(run.Name))];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AgentRun>> WaitAsync(
        LabelSelector selector,
        Func<IReadOnlyList<AgentRun>, bool> until,
        CancellationToken cancellationToken
    )
    {
        var runs = await ListAsync(selector, cancellationToken);
        return until(runs) ? runs : throw rehearsal.End();
    }

    /// <inheritdoc/>
    public Task DeleteAsync(AgentRun run, CancellationToken cancellationToken)
    {
        rehearsal.Note(
            "delete",
            $"coderuns/{run.Name}",
            new JsonObject
            {
                ["preconditions"] = new JsonObject { ["uid"] = run.Uid, ["resourceVersion"] = run.ResourceVersion },
            }
        );
        deletedRuns.Add(run.Name);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunDependent>> ListDependentsAsync(IReadOnlyList<AgentRun> runs, CancellationToken cancellationToken) =>
        Left(await real.ListDependentsAsync(runs, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunDependent>> ListStillThereAsync(
        IReadOnlyList<RunDependent> dependents,
        CancellationToken cancellationToken
    ) => Left(await real.ListStillThereAsync(dependents, cancellationToken));

    /// <inheritdoc/>
    public async Task WaitGoneAsync(IReadOnlyList<RunDependent> dependents, CancellationToken cancellationToken)
    {
        if ((await ListStillThereAsync(dependents, cancellationToken)).Count > 0)
        {
            throw rehearsal.End();
        }
    }

    /// <inheritdoc/>
    public Task DeletePodAsync(RunDependent pod, CancellationToken cancellationToken)
    {
        rehearsal.Note("delete", $"pods/{pod.Name}", new JsonObject { ["preconditions"] = new JsonObject { ["uid"] = pod.Uid } });
        deletedPods.Add(pod.Uid);
        return Task.CompletedTask;
    }

    private List<RunDependent> Left(IReadOnlyList<RunDependent> dependents) =>
        [.. dependents.Where(one => !deletedRuns.Contains(one.Run) && !deletedPods.Contains(one.Uid))];
}
