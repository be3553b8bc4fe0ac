namespace Rex.Simulator.Argo.Engine;

/// <summary>
/// The mutexes of a workflow controller, in its memory. The workflow that was made first is served first, whoever asks first; one that comes to its
/// end leaves the queue.
/// </summary>
internal sealed class Mutexes
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, MutexState> all = new(StringComparer.Ordinal);

    /// <summary>Raised with the workflow that is next, when a mutex becomes free for it.</summary>
    public event Action<string>? Freed;

    /// <summary>Takes a mutex for a node, or has the node wait for it.</summary>
    /// <param name="name">The mutex.</param>
    /// <param name="workflow">The workflow of the node: its namespace and name.</param>
    /// <param name="node">The id of the node.</param>
    /// <param name="created">When the workflow was made.</param>
    /// <returns>Whether the node has it.</returns>
    public bool TryAcquire(string name, string workflow, string node, DateTimeOffset created)
    {
        lock (gate)
        {
            if (!all.TryGetValue(name, out var state))
            {
                all[name] = state = new MutexState();
            }

            return state.TryAcquire(new MutexWaiter(created, workflow, node));
        }
    }

    /// <summary>Gives up what a node has, or waits for.</summary>
    public void Release(string workflow, string node) => Release(waiter => waiter.Workflow == workflow && waiter.Node == node);

    /// <summary>Gives up whatever nodes of a workflow have, or wait for.</summary>
    public void ReleaseAll(string workflow) => Release(waiter => waiter.Workflow == workflow);

    private void Release(Predicate<MutexWaiter> isMeant)
    {
        List<string> next = [];
        lock (gate)
        {
            foreach (var state in all.Values)
            {
                if (state.Release(isMeant) is { } workflow)
                {
                    next.Add(workflow);
                }
            }
        }

        next.ForEach(workflow => Freed?.Invoke(workflow));
    }
}
