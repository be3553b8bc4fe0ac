using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>The account that pods of a namespace run under where they name none. A cluster may refuse pods until it is there.</summary>
internal static class ServiceAccounts
{
    private static readonly KubeResource Resource = new("", "v1", "serviceaccounts");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the namespace has it, on a cluster that makes them.</summary>
    public static async Task WaitForDefaultAsync(KubeApi kube, string ns, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await kube.FindAsync(Resource, "default", "default", cancellationToken) is null)
        {
            return;
        }

        while (await kube.FindAsync(Resource, ns, "default", cancellationToken) is null)
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
