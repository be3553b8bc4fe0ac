using Rex.Simulator.Argo.Controller;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Lets the workflow controller stall in the middle of an operation when a scenario says so.</summary>
internal sealed class StallWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Task watching;

    public StallWatch(World world, OperationStalls stalls)
    {
        watching = Task.WhenAll(world.Scenario.World.Controller.Stalls.Select(stall => WatchAsync(world, stalls, stall, stopping.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private static async Task NoteAsync(World world, string workflow, OperationStall stall)
    {
        await stall.Reached;
        world.Stalled[workflow] = true;
    }

    private static async Task WatchAsync(World world, OperationStalls stalls, StallDescription stall, CancellationToken cancellationToken)
    {
        await world.WaitAsync(() => world.Conditions.Holds(stall.When.Value), TimeSpan.FromDays(1), cancellationToken);
        foreach (var task in world.Tasks.Where(task => stall.When.Value.Task is null || stall.When.Value.Task == task.Name))
        {
            var next = stalls.StallNext(task.Workflow, stall.For, stall.Point);
            _ = NoteAsync(world, task.Workflow, next);
        }
    }
}
