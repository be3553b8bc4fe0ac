using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rex.Adapters;
using Rex.Adapters.Remediations;
using Rex.Adapters.Tests.Testing;
using Rex.Embedded;
using Rex.Host.Commands;
using Rex.Host.Doctoring;

namespace Rex.Host.Tests.Doctoring;

/// <summary>An installation on which nothing is wrong until a test makes it so.</summary>
internal sealed class DoctorWorld : IAsyncDisposable
{
    public const string Sensors = "apis/argoproj.io/v1alpha1/namespaces/agent-platform/sensors";
    public const string CronJobs = "apis/batch/v1/namespaces/agent-platform/cronjobs";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly EmbeddedCluster cluster;
    private readonly Kubernetes kubernetes;

    private DoctorWorld(EmbeddedCluster cluster, FakeTimeProvider clusterTime)
    {
        this.cluster = cluster;
        ClusterTime = clusterTime;
        Cluster = new ClusterClient(cluster.BaseAddress);
        kubernetes = new Kubernetes(new KubernetesClientConfiguration { Host = cluster.BaseAddress.AbsoluteUri }, Api);
        GitHub = new StubGitHub { Date = Noon };
    }

    public ClusterClient Cluster { get; }

    public FaultHandler Api { get; } = new();

    public StubGitHub GitHub { get; }

    public FakeTimeProvider ClusterTime { get; }

    public Dictionary<string, string?> Settings { get; } =
        new() { ["Rex:Pushes:Repositories:0"] = "acme/shop", ["Rex:Connection:GitHub:Token"] = "token" };

    /// <param name="defines">Which of the definitions are installed; all where it is null.</param>
    public static async Task<DoctorWorld> StartAsync(Func<JsonObject, bool>? defines = null)
    {
        var time = new FakeTimeProvider(Noon);
        var world = new DoctorWorld(await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { TimeProvider = time }), time);
        foreach (var name in (string[])["agent-platform", "argo"])
        {
            await world.Cluster.CreateAsync(ClusterClient.Namespaces, Named("v1", "Namespace", name));
        }

        JsonObject[] definitions = [Definitions.CodeRun, Definitions.Workflow, Definitions.TaskResult, Remediation()];
        foreach (var definition in definitions.Where(definition => defines?.Invoke(definition) ?? true))
        {
            await world.Cluster.CreateAsync(ClusterClient.CustomResourceDefinitions, definition);
        }

        return world;
    }

    public static JsonObject Remediation() =>
        JsonNode
            .Parse(
                KubernetesJson.Serialize(KubernetesYaml.Deserialize<V1CustomResourceDefinition>(RemediationDefinition.Yaml, strict: true))
            )!
            .AsObject();

    public static JsonObject Named(string apiVersion, string kind, string name) =>
        new()
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name },
        };

    /// <summary>What the real server serves by itself, or by Argo's definitions, and the embedded one does not.</summary>
    public async Task DefineAsync(string group, string version, string plural, string kind)
    {
        var definition = JsonNode
            .Parse(
                Definitions
                    .Workflow.ToJsonString()
                    .Replace("argoproj.io", group, StringComparison.Ordinal)
                    .Replace("v1alpha1", version, StringComparison.Ordinal)
                    .Replace("workflow", plural[..^1], StringComparison.Ordinal)
                    .Replace("Workflow", kind, StringComparison.Ordinal)
            )!
            .AsObject();
        await Cluster.CreateAsync(ClusterClient.CustomResourceDefinitions, definition);
    }

    /// <summary>Runs <c>rex doctor</c>.</summary>
    public async Task<(int Code, string Output)> RunAsync(bool asJson = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Noon));
        services.AddSingleton<IKubernetes>(kubernetes);
        services.AddRex(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        services.AddHttpClient(RexServiceCollectionExtensions.GitHubHttpClientName).ConfigurePrimaryHttpMessageHandler(() => GitHub);
        await using var provider = services.BuildServiceProvider();
        using var output = new StringWriter();
        var doctor = new Host.Doctoring.Doctor(CheckList.Create(provider, "argo"));
        var code = await new DoctorCommand(doctor, output, asJson).RunAsync(TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Cluster.Dispose();
        GitHub.Dispose();
        kubernetes.Dispose();
        await cluster.DisposeAsync();
    }
}
