using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters.Existing;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Clusters.K3s;

/// <summary>A K3s in a container of its own, used like any cluster that is there already.</summary>
internal sealed class K3sClusters : IWorldClusters
{
    private readonly K3sContainer container;
    private readonly ExistingClusters clusters;

    private K3sClusters(K3sContainer container, ExistingClusters clusters)
    {
        this.container = container;
        this.clusters = clusters;
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="ClusterException">There is no engine or no image, or it did not start. No container is left.</exception>
    public static async Task<K3sClusters> OpenAsync(K3sOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var container = await K3sContainer.StartAsync(options, time, cancellationToken);
        try
        {
            var api = ExistingApi.Find(container.Kubeconfig, null);
            // It is nobody else's: there is nothing to be asked.
            return new K3sClusters(container, await ExistingClusters.OpenAsync(api, api.Context, time, cancellationToken));
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    public string? WhyNot(Scenario scenario) => clusters.WhyNot(scenario);

    public Task<IWorldCluster> StartAsync(SimulationClock clock, TimeSpan garbageCollection, CancellationToken cancellationToken) =>
        clusters.StartAsync(clock, garbageCollection, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await clusters.DisposeAsync();
        }
        finally
        {
            await container.DisposeAsync();
        }
    }
}
