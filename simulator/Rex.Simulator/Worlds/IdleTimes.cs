using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Lets long times pass in which nothing happens.</summary>
internal sealed class IdleTimes : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly World world;
    private readonly KubeApi api;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task passing;
    private int left;

    public IdleTimes(World world)
    {
        this.world = world;
        api = new KubeApi(world.ClientFor("harness"), world.Clock);
        left = world.Scenario.Idle.Count;
        passing = Task.WhenAll(world.Scenario.Idle.Select(PassAsync));
    }

    /// <summary>How many have not passed; a scenario with one of these does not test what it says.</summary>
    public int Left => Volatile.Read(ref left);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await passing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task PassAsync(IdleDescription idle)
    {
        await world.WaitAsync(() => idle.When.TrueForAll(when => world.Conditions.Holds(when.Value)), stopping.Token);
        await Task.Delay(idle.At, world.Clock, stopping.Token);
        while (IsAnythingAtWork() || !world.Clock.TrySkip(idle.For))
        {
            await Task.Delay(Pause, world.Clock, stopping.Token);
        }

        if (idle.ClearsLedger)
        {
            await ClearLedgerAsync();
        }

        Interlocked.Decrement(ref left);
    }

    /// <summary>Whoever works would sleep through his deadlines.</summary>
    private bool IsAnythingAtWork() =>
        RemediationWorkflows.AllIn(world).Any(workflow => !RemediationWorkflows.HasEnded(workflow))
        || world
            .Objects.All("remediations")
            .Any(one =>
                Testimony.Phase(one) is "" or "Accepted" || (Testimony.Phase(one) == "Running" && one["status"]?["nextAttemptAt"] is null)
            );

    private async Task ClearLedgerAsync()
    {
        var list = await api.ListAsync(KubeResource.Remediations, world.Namespace, null, stopping.Token);
        foreach (var item in list.GetProperty("items").EnumerateArray().Where(item => item.Phase() is not ("" or "Accepted" or "Running")))
        {
            await api.DeleteAsync(KubeResource.Remediations, item.Namespace(), item.Name(), item.Uid(), stopping.Token);
        }
    }
}
