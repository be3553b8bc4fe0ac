using System.Text.Json.Nodes;
using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rex.Adapters.Remediations;
using Rex.Embedded;

namespace Rex.Adapters.Tests.Testing;

/// <summary>A cluster with the platform's definitions, and Rex's ports on it.</summary>
public sealed class TestPlatform : IAsyncDisposable
{
    private readonly EmbeddedCluster _cluster;
    private readonly ServiceProvider _services;

    private TestPlatform(EmbeddedCluster cluster, FakeTimeProvider clusterTime)
    {
        _cluster = cluster;
        ClusterTime = clusterTime;
        Cluster = new ClusterClient(cluster.BaseAddress);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IKubernetes>(
            new k8s.Kubernetes(new KubernetesClientConfiguration { Host = cluster.BaseAddress.AbsoluteUri }, Faults)
        );
        services.AddRex(TestSettings.Build());
        _services = services.BuildServiceProvider();
    }

    /// <summary>The clock of Rex.</summary>
    public ImpatientTime Time { get; } = new();

    /// <summary>The clock of the cluster, another one than Rex's on purpose.</summary>
    public FakeTimeProvider ClusterTime { get; }

    /// <summary>What stands between Rex and the cluster.</summary>
    public FaultHandler Faults { get; } = new();

    /// <summary>Somebody else's hands on the cluster.</summary>
    public ClusterClient Cluster { get; }

    public static async Task<TestPlatform> StartAsync()
    {
        var clusterTime = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 11, 59, 30, TimeSpan.Zero));
        var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { TimeProvider = clusterTime });
        var platform = new TestPlatform(cluster, clusterTime);
        await platform.Cluster.CreateAsync(
            ClusterClient.Namespaces,
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = new JsonObject { ["name"] = ClusterClient.Namespace },
            }
        );
        foreach (
            var definition in new[] { Definitions.CodeRun, Definitions.Workflow, Definitions.TaskResult, Yaml(RemediationDefinition.Yaml) }
        )
        {
            await platform.Cluster.CreateAsync(ClusterClient.CustomResourceDefinitions, definition);
        }

        return platform;
    }

    public T Port<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Forgets history, so that a watch from an older version gets 410 Gone.</summary>
    public void CompactHistory() => _cluster.CompactHistory();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Cluster.Dispose();
        await _cluster.DisposeAsync();
    }

    private static JsonObject Yaml(string yaml) =>
        JsonNode
            .Parse(KubernetesJson.Serialize(KubernetesYaml.Deserialize<k8s.Models.V1CustomResourceDefinition>(yaml, strict: true)))!
            .AsObject();
}
