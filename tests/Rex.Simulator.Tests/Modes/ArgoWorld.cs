using System.Text;
using System.Text.Json.Nodes;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes;
using Rex.Simulator.Modes.Steps;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Tests.Modes;

/// <summary>A world with Rex behind Argo Events, for single deliveries.</summary>
internal sealed class ArgoWorld : IAsyncDisposable
{
    private ArgoWorld(World world, ArgoDeployment rex, RexConnection connection)
    {
        World = world;
        Rex = rex;
        Connection = connection;
    }

    public World World { get; }

    public ArgoDeployment Rex { get; }

    public RexConnection Connection { get; }

    public static async Task<ArgoWorld> StartAsync(Scenario scenario, double speed, CancellationToken cancellationToken)
    {
        var world = await World.StartAsync(scenario, new WorldOptions(1, speed), cancellationToken);
        var connection = new RexConnection(
            "",
            world.ClusterAddress,
            world.GitHubAddress,
            world.Namespace,
            [.. scenario.World.Repositories.Select(repository => repository.Name)],
            scenario.Settings,
            world.Clock,
            1
        );
        return new ArgoWorld(world, await ArgoDeployment.StartAsync(world, new Timeline(world), connection, cancellationToken), connection);
    }

    /// <summary>The next push of the first task, its body changed.</summary>
    public Delivery Push(byte number, Action<JsonObject>? change = null, string eventName = "push")
    {
        var id = new Guid(1, 2, 3, [0, 0, 0, 0, 0, 0, 0, number]);
        var pushedAt = DateTimeOffset.FromUnixTimeSeconds(World.Clock.GetUtcNow().ToUnixTimeSeconds());
        var facts = new PushMaker(World).Push(World.Scenario.Deliveries[0] with { Commit = $"{number}" }, World.Tasks[0], pushedAt, id);
        var body = JsonNode.Parse(PushDelivery.Make("push", facts, number).Body)!.AsObject();
        change?.Invoke(body);
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        return new Delivery($"push {number}", DeliveryHeaders.For(eventName, id, bytes), bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await Rex.DisposeAsync();
        await World.DisposeAsync();
    }
}
