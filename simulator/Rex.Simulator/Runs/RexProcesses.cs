using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>All processes of Rex that work on one ledger. Each delivery goes to the first that is ready, as a service has it.</summary>
internal sealed class RexProcesses : IRexDeployment
{
    private const int Attempts = 20;
    private static readonly TimeSpan RedeliverAfter = TimeSpan.FromSeconds(5);

    private readonly World world;
    private readonly List<RexProcess> all;
    private int next;

    /// <param name="world">Their world.</param>
    /// <param name="create">Makes an incarnation with this identity, which is the so-manieth of its process.</param>
    public RexProcesses(World world, Func<string, int, IRexUnderTest> create)
    {
        this.world = world;
        all = [.. Enumerable.Range(0, world.Scenario.Processes).Select(index => new RexProcess(world, NameOf(index), create))];
    }

    public int Crashes => all.Sum(process => process.Crashes);

    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(all.Select(process => process.StartAsync(cancellationToken)));

    public async Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var process = all.Find(process => process.IsReady) ?? all[0];
            try
            {
                return await process.DeliverAsync(delivery, cancellationToken);
            }
            catch (Exception) when (attempt < Attempts && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(RedeliverAfter, world.Clock, cancellationToken);
            }
        }
    }

    public IEnumerable<string> UnderWay() => [];

    /// <summary>Hands a delivery to the next one in turn of those that are not known to be dead; it may not listen yet, or hang.</summary>
    /// <exception cref="Exception">It was not taken.</exception>
    public Task<DeliveryAnswer> DeliverOnceAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var candidates = all.Where(process => process.IsReady).DefaultIfEmpty(all[0]).ToList();
        return candidates[(int)((uint)Interlocked.Increment(ref next) % (uint)candidates.Count)].DeliverAsync(delivery, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in all)
        {
            await process.DisposeAsync();
        }
    }

    /// <summary><c>rex-</c> for the first, <c>rex-b-</c> for the second, and so on.</summary>
    private static string NameOf(int index) => index == 0 ? "rex-" : $"rex-{(char)('a' + index)}-";
}
