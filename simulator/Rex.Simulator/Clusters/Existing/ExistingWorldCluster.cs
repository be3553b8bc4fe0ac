using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters.Times;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>A namespace on a cluster that others use as well.</summary>
internal sealed class ExistingWorldCluster(ExistingApi api, string ns, string node, SimulationClock clock, NamespaceRemoval removal)
    : IWorldCluster
{
    private readonly SimulatedTimes times = new(clock);

    public Uri BaseAddress => api.BaseAddress;

    public string Namespace => ns;

    public string Node => node;

    public HttpMessageHandler CreateHandler() =>
        new SimulatedTimeHandler(new SimulatedPods(new LetInHandler(api.CreateHandler(), api.LetInAsync)), times);

    /// <summary>Definitions and namespace were there before there was a world.</summary>
    public Task PrepareAsync(KubeApi api, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => new(removal.RemoveAsync(ns));
}
