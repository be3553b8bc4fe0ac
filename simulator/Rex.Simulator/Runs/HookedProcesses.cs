using Rex.Simulator.Deliveries;
using Rex.Simulator.GitHub.Hooks;
using Rex.Simulator.Modes;

namespace Rex.Simulator.Runs;

/// <summary>
/// Processes that GitHub's own hooks deliver to: each delivery is tried once, at whichever is next, and what is missed nobody redelivers but Rex, which
/// finds it in GitHub's list.
/// </summary>
internal sealed class HookedProcesses : IRexDeployment
{
    private readonly RexProcesses processes;
    private readonly GitHubHooks hooks;

    public HookedProcesses(RexProcesses processes, GitHubHooks hooks)
    {
        this.processes = processes;
        this.hooks = hooks;
        hooks.Receiver = processes.DeliverOnceAsync;
    }

    public int Crashes => processes.Crashes;

    public Task StartAsync(CancellationToken cancellationToken) => processes.StartAsync(cancellationToken);

    public Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken) =>
        hooks.DeliverAsync(delivery, cancellationToken);

    public IEnumerable<string> UnderWay() => processes.UnderWay();

    public ValueTask DisposeAsync() => processes.DisposeAsync();
}
