using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>One process of Rex through all its incarnations: when one crashes, the next is started, as a cluster restarts a pod.</summary>
internal sealed class RexProcess : IAsyncDisposable
{
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(2);

    private readonly World world;
    private readonly string name;
    private readonly Func<string, int, IRexUnderTest> create;
    private readonly List<Task> restarts = [];
    private readonly Lock gate = new();
    private IRexUnderTest current;
    private int incarnation;

    /// <param name="world">Its world.</param>
    /// <param name="name">What its incarnations are called, with their number behind it.</param>
    /// <param name="create">Makes an incarnation with this identity, which is the so-manieth.</param>
    public RexProcess(World world, string name, Func<string, int, IRexUnderTest> create)
    {
        this.world = world;
        this.name = name;
        this.create = create;
        current = create(Identity, 0);
        world.Processes.Crashed += OnCrashed;
    }

    public int Crashes => incarnation;

    /// <summary>Whether a delivery can be handed to it.</summary>
    public bool IsReady => world.Processes.IsReady(Identity);

    private string Identity => $"{name}{incarnation}";

    public Task StartAsync(CancellationToken cancellationToken) => current.StartAsync(cancellationToken);

    /// <exception cref="Exception">It was not taken; nothing is known about whether it was made durable.</exception>
    public Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return current.DeliverAsync(delivery, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        world.Processes.Crashed -= OnCrashed;
        Task[] pending;
        lock (gate)
        {
            pending = [.. restarts];
        }

        await Task.WhenAll(pending);
        await current.DisposeAsync();
    }

    private void OnCrashed(string identity)
    {
        lock (gate)
        {
            if (identity == Identity)
            {
                restarts.Add(RestartAsync(current));
            }
        }
    }

    private async Task RestartAsync(IRexUnderTest dead)
    {
        await Task.Yield();
        await dead.CrashAsync();
        await dead.DisposeAsync();
        await Task.Delay(RestartAfter, world.Clock);
        IRexUnderTest next;
        lock (gate)
        {
            incarnation++;
            current = next = create(Identity, incarnation);
        }

        await next.StartAsync(CancellationToken.None);
    }
}
