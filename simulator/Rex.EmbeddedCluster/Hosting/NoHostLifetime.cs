using Microsoft.Extensions.Hosting;

namespace Rex.Embedded.Hosting;

/// <summary>Leaves Ctrl-C and the other signals to the process that the cluster is embedded in.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
