using Rex.Simulator.Argo.Controller;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Lets the workflow controller stall in the middle of an operation when a scenario says so.</summary>
internal static class ControllerStalls
{
    public static void Install(World world, OperationStalls stalls)
    {
        foreach (var stall in world.Scenario.World.Controller.Stalls)
        {
            foreach (var task in world.Tasks.Where(task => stall.When.Value.Task is null || stall.When.Value.Task == task.Name))
            {
                var next = stalls.StallNext(
                    task.Workflow,
                    stall.For,
                    stall.Point,
                    () => world.Conditions.Holds(stall.When.Value),
                    stopping => UntilAsync(world, stall, stopping)
                );
                _ = NoteAsync(world, task.Workflow, next);
            }
        }
    }

    private static async Task NoteAsync(World world, string workflow, OperationStall stall)
    {
        await stall.Reached;
        world.Stalled[workflow] = true;
    }

    private static Task UntilAsync(World world, StallDescription stall, CancellationToken stopping) =>
        stall.Until is { } until ? world.WaitAsync(() => world.Conditions.Holds(until.Value), stopping) : Task.CompletedTask;
}
