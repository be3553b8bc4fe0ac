namespace Rex.Simulator.Argo.Engine;

/// <summary>One mutex: who has it, and who waits, in the order in which they get it.</summary>
internal sealed class MutexState
{
    private readonly List<MutexWaiter> waiting = [];
    private MutexWaiter? holder;

    public bool TryAcquire(MutexWaiter asking)
    {
        if (IsSame(holder, asking))
        {
            return true;
        }

        if (!waiting.Exists(one => IsSame(one, asking)))
        {
            var after = waiting.FindIndex(one => one.Created > asking.Created);
            waiting.Insert(after < 0 ? waiting.Count : after, asking);
        }

        if (holder is not null || !IsSame(waiting[0], asking))
        {
            return false;
        }

        waiting.RemoveAt(0);
        holder = asking;
        return true;
    }

    /// <returns>The workflow that is next, where the mutex became free by this.</returns>
    public string? Release(Predicate<MutexWaiter> isMeant)
    {
        var first = waiting.FirstOrDefault();
        waiting.RemoveAll(isMeant);
        var isFreed = holder is not null && isMeant(holder);
        if (isFreed)
        {
            holder = null;
        }

        var isNext = holder is null && waiting.Count > 0 && (isFreed || waiting[0] != first);
        return isNext ? waiting[0].Workflow : null;
    }

    private static bool IsSame(MutexWaiter? one, MutexWaiter other) => one?.Workflow == other.Workflow && one.Node == other.Node;
}
