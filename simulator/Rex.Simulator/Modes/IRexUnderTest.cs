using Rex.Simulator.Deliveries;

namespace Rex.Simulator.Modes;

/// <summary>One incarnation of Rex: from its start to its end, or to its crash.</summary>
internal interface IRexUnderTest : IAsyncDisposable
{
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Hands over a delivery, as its receiver would get it.</summary>
    /// <exception cref="Exception">It was not taken; nothing is known about whether it was made durable.</exception>
    Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Drops the process where it stands. Whatever it still tries, the proxies refuse.</summary>
    Task CrashAsync();
}
