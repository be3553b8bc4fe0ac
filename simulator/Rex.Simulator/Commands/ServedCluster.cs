using Rex.ApiServers;
using Spectre.Console;

namespace Rex.Simulator.Commands;

/// <summary>A real API server for whoever wants to try something on it.</summary>
internal static class ServedCluster
{
    /// <summary>Starts it, says how to reach it, and keeps it until it is asked to end.</summary>
    public static async Task<int> RunAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        await using var cluster = await ApiServerCluster.StartAsync(cancellationToken: cancellationToken);
        console.WriteLine(
            cluster.HasControllers
                ? "Its garbage collector is the real one."
                : "There is no kube-controller-manager: nothing collects garbage, and deleted namespaces stay."
        );
        console.WriteLine("Ready until Ctrl-C. To use it:");
        console.Profile.Out.Writer.WriteLine($"export KUBECONFIG={cluster.Kubeconfig}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The end that it was waiting for.
        }

        return 0;
    }
}
