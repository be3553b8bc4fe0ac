using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Rex.Simulator.Clocks;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Clusters.Existing;

/// <summary>
/// A cluster that is there already: each world gets a namespace on it. What is cluster-wide, definitions that were missing and the
/// node that pods are said to run on, goes with this object.
/// </summary>
internal sealed class ExistingClusters : IWorldClusters
{
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromMinutes(1);

    private readonly ExistingApi api;
    private readonly TimeProvider time;
    private readonly HttpClient client;
    private readonly KubeApi kube;
    private readonly NamespaceRemoval removal;
    private readonly string prefix = "rex-sim-" + RandomNumberGenerator.GetHexString(6, lowercase: true);
    private readonly Stack<(KubeResource Resource, string Name)> made = new();
    private int worlds;

    private ExistingClusters(ExistingApi api, TimeProvider time)
    {
        this.api = api;
        this.time = time;
        client = api.CreateClient();
        kube = new KubeApi(client, time);
        removal = new NamespaceRemoval(kube, time);
    }

    private string Node => prefix;

    /// <summary>Makes the cluster ready for worlds.</summary>
    /// <param name="api">The way in.</param>
    /// <param name="confirmed">The context that may be used although there is reason to ask.</param>
    /// <param name="time">The wall's clock.</param>
    /// <param name="cancellationToken">Ends it early; what was made is removed.</param>
    /// <exception cref="ClusterException">It cannot be used, or not without being confirmed. Nothing is left on it.</exception>
    public static async Task<ExistingClusters> OpenAsync(
        ExistingApi api,
        string? confirmed,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var clusters = new ExistingClusters(api, time);
        try
        {
            await new ClusterAdmission(api, clusters.kube).CheckAsync(confirmed == api.Context, cancellationToken);
            await clusters.PrepareAsync(cancellationToken);
            return clusters;
        }
        catch (Exception error)
        {
            await clusters.DisposeAsync();
            if (error is KubeApiException or HttpRequestException)
            {
                throw new ClusterException(
                    $"The cluster of context {api.Context} cannot be made ready for scenarios: {error.Message}",
                    error
                );
            }

            throw;
        }
    }

    public string? WhyNot(Scenario scenario) =>
        scenario.World.GarbageCollection > TimeSpan.Zero
            ? "it needs a garbage collector that takes its time, and this one is others' too"
            : null;

    public async Task<IWorldCluster> StartAsync(SimulationClock clock, TimeSpan garbageCollection, CancellationToken cancellationToken)
    {
        var ns = $"{prefix}-{Interlocked.Increment(ref worlds)}";
        await kube.CreateAsync(KubeResource.Namespaces, "", ClusterLabels.Manifest("Namespace", ns), cancellationToken);
        var cluster = new ExistingWorldCluster(api, ns, Node, clock, removal);
        try
        {
            await ServiceAccounts.WaitForDefaultAsync(kube, ns, time, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(LongestRemoval, time);
        try
        {
            foreach (var (resource, name) in made)
            {
                await kube.DeleteAsync(resource, "", name, null, limit.Token);
            }

            foreach (var (resource, name) in made)
            {
                await kube.WaitUntilGoneAsync(resource, "", name, limit.Token);
            }
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or OperationCanceledException)
        {
            throw new ClusterException(
                $"Not all could be removed from the cluster ({error.Message}). To do it by hand: "
                    + $"kubectl delete nodes,customresourcedefinitions -l {ClusterLabels.Key}={ClusterLabels.Simulator}",
                error
            );
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await ClusterDefinitions.InstallAsync(kube, time, name => made.Push((KubeResource.Definitions, name)), cancellationToken);
        await kube.CreateAsync(KubeResource.Nodes, "", NodeManifest(), cancellationToken);
        made.Push((KubeResource.Nodes, Node));
        var ns = $"{prefix}-probe";
        await kube.CreateAsync(KubeResource.Namespaces, "", ClusterLabels.Manifest("Namespace", ns), cancellationToken);
        try
        {
            await new ControllerProbe(kube, time).CheckAsync(ns, cancellationToken);
        }
        finally
        {
            await removal.RemoveAsync(ns);
        }
    }

    /// <summary>A real cluster forgets pods that are bound to a node that is not there. This one takes nobody else's.</summary>
    private JsonObject NodeManifest()
    {
        var node = ClusterLabels.Manifest("Node", Node);
        node["spec"] = new JsonObject
        {
            ["unschedulable"] = true,
            ["taints"] = new JsonArray(new JsonObject { ["key"] = SimulatedPods.Keeper, ["effect"] = "NoSchedule" }),
        };
        return node;
    }
}
