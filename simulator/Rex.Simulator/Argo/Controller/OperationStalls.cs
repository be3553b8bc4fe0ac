namespace Rex.Simulator.Argo.Controller;

/// <summary>The operations that are to be held up.</summary>
internal sealed class OperationStalls
{
    private readonly Lock access = new();
    private readonly List<(string Workflow, Func<bool> When, OperationStall Stall)> next = [];

    /// <summary>
    /// The first operation on that workflow that begins when this is so, and has something to write, stands still until then, and for that long.
    /// </summary>
    public OperationStall StallNext(
        string workflow,
        TimeSpan duration,
        StallPoint point = StallPoint.BeforeWriting,
        Func<bool>? when = null,
        Func<CancellationToken, Task>? until = null
    )
    {
        var stall = new OperationStall(duration, point, until ?? (_ => Task.CompletedTask));
        lock (access)
        {
            next.Add((workflow, when ?? (() => true), stall));
        }

        return stall;
    }

    /// <summary>Takes the stall that is meant for the operation now under way; each is taken once.</summary>
    public OperationStall? Take(string workflow)
    {
        lock (access)
        {
            var index = next.FindIndex(one => one.Workflow == workflow && one.When());
            if (index < 0)
            {
                return null;
            }

            var stall = next[index].Stall;
            next.RemoveAt(index);
            return stall;
        }
    }
}
