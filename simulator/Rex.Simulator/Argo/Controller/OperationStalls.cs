using System.Collections.Concurrent;

namespace Rex.Simulator.Argo.Controller;

/// <summary>The operations that are to be held up, by workflow name.</summary>
internal sealed class OperationStalls
{
    private readonly ConcurrentDictionary<string, OperationStall> next = new(StringComparer.Ordinal);

    /// <summary>The next operation on that workflow that has something to write stands still for that long.</summary>
    public OperationStall StallNext(string workflow, TimeSpan duration, StallPoint point = StallPoint.BeforeWriting) =>
        next[workflow] = new OperationStall(duration, point);

    /// <summary>Takes the stall that is meant for the operation now under way; each is taken once.</summary>
    public OperationStall? Take(string workflow) => next.TryRemove(workflow, out var stall) ? stall : null;
}
