namespace Rex.Simulator.Clocks;

/// <summary>
/// Sends the requests of the world's own parts and lets the clock wait for each until its answer begins: also while the connection is still being
/// made, which whoever answers knows nothing of.
/// </summary>
internal sealed class TrackedHandler(SimulationClock clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var work = clock.TrackWork();
        return await base.SendAsync(request, cancellationToken);
    }
}
