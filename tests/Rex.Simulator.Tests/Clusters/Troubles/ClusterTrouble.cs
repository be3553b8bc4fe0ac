using Rex.ApiServers;

namespace Rex.Simulator.Tests.Clusters.Troubles;

/// <summary>What goes wrong on a cluster.</summary>
internal sealed class ClusterTrouble
{
    private Task over = Task.CompletedTask;
    private int begun;

    /// <summary>What happens to the server when Rex cancels the first run: its request waits until it has begun.</summary>
    public Func<ApiServerCluster, CancellationToken, Task>? AtFirstCancellation { get; init; }

    /// <summary>How long Rex's token is refused from its first cancellation on, in simulated time.</summary>
    public TimeSpan RefusesFor { get; init; }

    /// <summary>How long each watch of Rex lives, in simulated time, which a busy machine makes longer; null for as long as the server likes.</summary>
    public TimeSpan? LongestWatch { get; init; }

    /// <summary>Whether anything went wrong.</summary>
    public bool Happened { get; set; }

    /// <summary>Done when what happened to the server is over; fails where that did.</summary>
    public Task Over => over;

    /// <summary>Says that Rex cancels a run.</summary>
    public void OnCancellation(ApiServerCluster server)
    {
        if (AtFirstCancellation is { } fault && Interlocked.Exchange(ref begun, 1) == 0)
        {
            Happened = true;
            over = fault(server, CancellationToken.None);
        }
    }
}
