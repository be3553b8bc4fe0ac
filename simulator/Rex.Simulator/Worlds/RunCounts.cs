namespace Rex.Simulator.Worlds;

/// <summary>Counts what happens again and again, each thing by itself: the first, second, third run of an agent for a task, say.</summary>
internal sealed class RunCounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Workflow, string What), int> counts = [];

    /// <summary>Which time it is now, from 1.</summary>
    public int Next(string workflow, string what)
    {
        lock (gate)
        {
            var count = counts.GetValueOrDefault((workflow, what)) + 1;
            counts[(workflow, what)] = count;
            return count;
        }
    }
}
