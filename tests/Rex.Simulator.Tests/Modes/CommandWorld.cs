using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Host.Commands;
using Rex.Simulator.Commands;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Modes;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;
using Delivery = Rex.Simulator.Deliveries.Delivery;

namespace Rex.Simulator.Tests.Modes;

/// <summary>The world of a scenario at the moment of its push, for the commands of <c>rex</c>.</summary>
internal sealed class CommandWorld : IAsyncDisposable
{
    /// <summary>
    /// Deadlines of steps that wait for nothing but requests: a process that starts is busy in the machine's time, which a world that runs fifty times faster would count.
    /// </summary>
    private static readonly Dictionary<string, string> Patient = new()
    {
        ["Rex:Deadlines:ValidateEvent"] = "0:04:00",
        ["Rex:Deadlines:RemoveQaLabel"] = "0:04:00",
        ["Rex:Deadlines:ResetWorkflow"] = "0:04:00",
    };

    private CommandWorld(World world, Delivery signed)
    {
        World = world;
        Signed = signed;
    }

    public World World { get; }

    /// <summary>The first push of the scenario, as a file of an event gives it.</summary>
    public Core.Remediations.Delivery Delivery => AsFile(Signed);

    /// <summary>The same as GitHub delivers it.</summary>
    public Delivery Signed { get; }

    public static async Task<CommandWorld> StartAsync(string scenario, CancellationToken cancellationToken)
    {
        var found = ScenarioSelection.Find([scenario]).Single();
        KeepAtWork(found);
        var world = await World.StartAsync(found, new WorldOptions(1), cancellationToken);
        await world.WaitAsync(() => found.StartWhen.All(when => world.Conditions.Holds(when.Value)), cancellationToken);
        // The controller has seen it, too: from then on nothing happens until the agent ends.
        await Task.Delay(TimeSpan.FromSeconds(20), world.Clock, cancellationToken);
        return new CommandWorld(world, Push(world, 1));
    }

    /// <summary>The task's agent pushes once more, some seconds later.</summary>
    public async Task<Core.Remediations.Delivery> PushAgainAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(5), World.Clock, cancellationToken);
        return AsFile(Push(World, 2));
    }

    /// <summary>Whoever is at work when the world is ready stays so, however long this machine takes for the commands.</summary>
    private static void KeepAtWork(Scenario scenario)
    {
        var agents = scenario.World.Agents;
        foreach (var when in scenario.StartWhen.Select(when => when.Value).Where(when => when.State == "running"))
        {
            switch (when.Name)
            {
                case "5DLabs-Cleo":
                    agents.Cleo = agents.Others;
                    break;
                case "5DLabs-Tess":
                    agents.Tess = agents.Others;
                    break;
            }
        }
    }

    private static Core.Remediations.Delivery AsFile(Delivery push) =>
        new("push", PushContentType.Json, push.Body, push.Headers["X-GitHub-Delivery"]);

    private static Delivery Push(World world, byte number)
    {
        var first = world.Scenario.Deliveries.First();
        var description = number == 1 ? first : first with { Commit = $"{first.Commit}-{number}" };
        var task = world.Tasks.FirstOrDefault(task => task.Name == description.Push?.Value) ?? world.Tasks[0];
        var id = new Guid(1, 2, 3, [0, 0, 0, 0, 0, 0, 0, number]);
        var facts = new PushMaker(world).Push(description, task, world.Clock.GetUtcNow(), id);
        return PushDelivery.Make("push", facts, 1);
    }

    /// <summary>Rex's ports, with this identity.</summary>
    public ServiceProvider Services(string identity)
    {
        var connection = Connection(identity);
        return CommandServices.Create(
            new ConfigurationBuilder().AddInMemoryCollection(connection.Settings()).Build(),
            TextWriter.Null,
            services => services.AddSingleton(connection.Time)
        );
    }

    /// <summary>What a Rex of this identity is told about the world.</summary>
    public RexConnection Connection(string identity, params IReadOnlyList<KeyValuePair<string, string>> moreSettings) =>
        new(
            identity,
            World.ClusterAddress,
            World.GitHubAddress,
            World.Namespace,
            [.. World.Scenario.World.Repositories.Where(repository => repository.Watched).Select(repository => repository.Name)],
            new Dictionary<string, string>([.. Patient, .. World.Scenario.Settings, .. moreSettings]),
            World.Clock,
            1
        );

    /// <summary>The writes that an identity made, its own ledger's left out.</summary>
    public IReadOnlyList<LedgerEntry> WritesOf(string identity) =>
        [
            .. World
                .Ledger.Snapshot()
                .Where(entry =>
                    entry.IsWrite && entry.Identity == identity && !entry.Path.Contains("/remediations", StringComparison.Ordinal)
                ),
        ];

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
