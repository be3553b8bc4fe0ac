using Rex.Embedded;
using Rex.Simulator.Clocks;
using Rex.Simulator.Permissions;

namespace Rex.Simulator.Clusters.Embedded;

/// <summary>An embedded cluster for each world.</summary>
internal sealed class EmbeddedClusters : IWorldClusters
{
    /// <summary>The Roles that Rex is bound to on them; null where everybody may do everything.</summary>
    public ShippedRoles? Roles { get; init; } = new();

    public async Task<IWorldCluster> StartAsync(SimulationClock clock, TimeSpan garbageCollection, CancellationToken cancellationToken)
    {
        var options = new EmbeddedClusterOptions
        {
            TimeProvider = clock,
            GcInterval = garbageCollection,
            Users = Roles is null ? null : token => ShippedRoles.UserOf(token, OwnCluster.Namespace),
        };
        return new EmbeddedWorldCluster(await EmbeddedCluster.StartAsync(options, cancellationToken), Roles);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
