using Rex.Core.Remediations;

namespace Rex.Core.Agents;

/// <summary>
/// Agent runs (<c>CodeRun</c>) with the Jobs they own and the pods of these, all in one namespace. Failures come as <see cref="PlatformException"/>.
/// </summary>
public interface IAgentRuns
{
    /// <summary>The runs that the selector matches.</summary>
    Task<IReadOnlyList<AgentRun>> ListAsync(LabelSelector selector, CancellationToken cancellationToken);

    /// <summary>Waits until the runs that the selector matches are as wanted and returns them. Level-triggered: dropped watches and missed states do no harm.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    Task<IReadOnlyList<AgentRun>> WaitAsync(
        LabelSelector selector,
        Func<IReadOnlyList<AgentRun>, bool> until,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Deletes the run by name, with foreground propagation, as it was read: its UID and resourceVersion are preconditions, so that one that finished
    /// since stays. Absent, or another UID: done. Changed since: nothing is done, list again.
    /// </summary>
    Task DeleteAsync(AgentRun run, CancellationToken cancellationToken);

    /// <summary>The Jobs that these runs own (by ownerReference) and the pods that these Jobs own.</summary>
    Task<IReadOnlyList<RunDependent>> ListDependentsAsync(IReadOnlyList<AgentRun> runs, CancellationToken cancellationToken);

    /// <summary>Those of the given Jobs and pods that are still there, with the same UID.</summary>
    Task<IReadOnlyList<RunDependent>> ListStillThereAsync(IReadOnlyList<RunDependent> dependents, CancellationToken cancellationToken);

    /// <summary>Waits until none of them is there any more.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    Task WaitGoneAsync(IReadOnlyList<RunDependent> dependents, CancellationToken cancellationToken);

    /// <summary>Deletes a pod that outlived its run, if it still has this UID. Absent, or another UID: done.</summary>
    Task DeletePodAsync(RunDependent pod, CancellationToken cancellationToken);
}
