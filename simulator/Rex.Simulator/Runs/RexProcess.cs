using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>Rex through all its incarnations: when one crashes, the next is started, as a cluster restarts a pod.</summary>
internal sealed class RexProcess : IAsyncDisposable
{
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RedeliverAfter = TimeSpan.FromSeconds(5);

    private readonly World world;
    private readonly Func<int, IRexUnderTest> create;
    private readonly List<Task> restarts = [];
    private readonly Lock gate = new();
    private IRexUnderTest current;
    private int incarnation;

    public RexProcess(World world, Func<int, IRexUnderTest> create)
    {
        this.world = world;
        this.create = create;
        current = create(0);
        world.Processes.Crashed += OnCrashed;
    }

    public int Crashes => incarnation;

    public Task StartAsync(CancellationToken cancellationToken) => current.StartAsync(cancellationToken);

    /// <summary>Hands a delivery over; where nobody takes it, it is redelivered, as an operator would.</summary>
    public async Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            IRexUnderTest rex;
            lock (gate)
            {
                rex = current;
            }

            try
            {
                return await rex.DeliverAsync(delivery, cancellationToken);
            }
            catch (Exception) when (attempt < 20 && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(RedeliverAfter, world.Clock, cancellationToken);
            }
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
            restarts.Add(RestartAsync(current));
        }
    }

    private async Task RestartAsync(IRexUnderTest dead)
    {
        await Task.Yield();
        await dead.CrashAsync();
        await dead.DisposeAsync();
        await Task.Delay(RestartAfter, world.Clock);
        var next = create(++incarnation);
        lock (gate)
        {
            current = next;
        }

        await next.StartAsync(CancellationToken.None);
    }
}
