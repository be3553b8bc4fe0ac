using Rex.ApiServers;

namespace Rex.Simulator.Clusters.ApiServer;

/// <summary>
/// Has the real garbage collector take as long as the scenario says: its process stands still until that long, in simulated time, after
/// the latest deletion.
/// </summary>
internal sealed class SlowedCollection(HttpMessageHandler inner, ApiServerCluster cluster, TimeSpan delay, TimeProvider clock)
    : DelegatingHandler(inner)
{
    private readonly SemaphoreSlim gate = new(1);
    private DateTimeOffset until;
    private bool isPaused;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Delete)
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                until = clock.GetUtcNow() + delay;
                if (!isPaused)
                {
                    await cluster.PauseControllersAsync(cancellationToken);
                    isPaused = true;
                    _ = ResumeLaterAsync();
                }
            }
            finally
            {
                gate.Release();
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gate.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task ResumeLaterAsync()
    {
        while (true)
        {
            // The world may end before: then nobody is left to resume.
            await Task.Delay(delay, clock);
            await gate.WaitAsync();
            try
            {
                if (clock.GetUtcNow() >= until)
                {
                    await cluster.ResumeControllersAsync(CancellationToken.None);
                    isPaused = false;
                    return;
                }
            }
            finally
            {
                gate.Release();
            }
        }
    }
}
