using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters.Times;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>A namespace on a cluster that others use as well.</summary>
internal sealed class ExistingWorldCluster(ExistingApi api, string ns, string node, SimulationClock clock) : IWorldCluster
{
    private readonly SimulatedTimes times = new(clock);

    public Uri BaseAddress => api.BaseAddress;

    public string Namespace => ns;

    public string Node => node;

    public HttpMessageHandler CreateHandler() =>
        new SimulatedTimeHandler(new SimulatedPods(new LetInHandler(api.CreateHandler(), api.LetInAsync)), times);

    public Task DefinedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        using var client = api.CreateClient();
        await new NamespaceRemoval(client, TimeProvider.System).RemoveAsync(ns);
    }
}
