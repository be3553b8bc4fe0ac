using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes;

namespace Rex.Simulator.Runs;

/// <summary>Rex as it is deployed in a scenario, whatever it consists of.</summary>
internal interface IRexDeployment : IAsyncDisposable
{
    /// <summary>How often one of its processes crashed.</summary>
    int Crashes { get; }

    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Hands a delivery over; where nobody takes it, it is redelivered, as an operator would.</summary>
    Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>What it is at besides remediations, in words; nothing where it is at rest.</summary>
    IEnumerable<string> UnderWay();
}
