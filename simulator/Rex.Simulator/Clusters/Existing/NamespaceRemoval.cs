using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>Removes the namespace of a scenario. Its stand-ins are gone, so nobody takes finalizers off or lets pods go.</summary>
internal sealed class NamespaceRemoval(KubeApi api, TimeProvider time)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);
    private static readonly KubeResource[] Finalized =
    [
        KubeResource.CodeRuns,
        KubeResource.Workflows,
        KubeResource.Jobs,
        KubeResource.Pods,
    ];

    /// <summary>Removes it and returns when it is gone.</summary>
    /// <exception cref="ClusterException">It did not go.</exception>
    public async Task RemoveAsync(string ns)
    {
        using var limit = new CancellationTokenSource(AtMost, time);
        try
        {
            await EmptyAndRemoveAsync(ns, limit.Token);
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or OperationCanceledException)
        {
            throw new ClusterException(
                $"The namespace {ns} could not be removed ({error.Message}). To do it by hand: kubectl delete namespace {ns}",
                error
            );
        }
    }

    private async Task EmptyAndRemoveAsync(string ns, CancellationToken cancellationToken)
    {
        foreach (var resource in Finalized)
        {
            var list = await api.ListAsync(resource, ns, null, cancellationToken);
            foreach (var item in list.GetProperty("items").EnumerateArray())
            {
                await LetGoAsync(resource, ns, item.Name(), item.Finalizers().Any(), cancellationToken);
            }
        }

        await api.DeleteAsync(KubeResource.Namespaces, "", ns, null, cancellationToken);
        await api.WaitUntilGoneAsync(KubeResource.Namespaces, "", ns, cancellationToken);
    }

    private async Task LetGoAsync(KubeResource resource, string ns, string name, bool isFinalized, CancellationToken cancellationToken)
    {
        if (isFinalized)
        {
            var patch = new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } };
            try
            {
                await api.PatchAsync(resource, ns, name, patch, cancellationToken);
            }
            catch (KubeApiException error) when (error.IsNotFound)
            {
                return;
            }
        }

        if (resource == KubeResource.Pods)
        {
            // No kubelet would ever say that it has stopped.
            await api.DeleteAsync(resource, ns, name, null, cancellationToken, graceSeconds: 0);
        }
    }
}
