using Rex.Simulator.Clocks;
using Rex.Simulator.Faults;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Proxies;

/// <summary>What a <see cref="LoopbackProxy"/> stands before and works with.</summary>
/// <param name="Target">Which kind of system is behind it.</param>
/// <param name="Upstream">Where that system listens.</param>
/// <param name="Clock">The world's clock.</param>
/// <param name="Ledger">Takes every request.</param>
/// <param name="Processes">Knows who is dead.</param>
/// <param name="Faults">Says what to disturb.</param>
internal sealed record LoopbackProxyOptions(
    LedgerTarget Target,
    Uri Upstream,
    SimulationClock Clock,
    Ledger Ledger,
    Processes Processes,
    FaultInjector Faults
)
{
    /// <summary>Looks past the proxy at what is there before a write is let through; null answers mean that nobody needs to know.</summary>
    public Func<LedgerEntry, CancellationToken, Task<Witness?>>? Witnesses { get; init; }

    /// <summary>Makes the handler that the system behind the proxy lets in; null where anybody is.</summary>
    public Func<HttpMessageHandler>? UpstreamHandler { get; init; }

    /// <summary>When Rex cannot reach the system behind the proxy; everybody else can.</summary>
    public Outage Outage { get; init; } = new();

    /// <summary>How long the system behind the proxy takes for a caller, in simulated time.</summary>
    public Func<string, TimeSpan> Latency { get; init; } = _ => TimeSpan.Zero;
}
