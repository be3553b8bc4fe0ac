using System.Net.Sockets;
using System.Text.Json;
using Rex.Embedded;
using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.Existing;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Tests.Clusters;

/// <summary>A cluster that is there already is asked for, used in namespaces of its own, and left as it was.</summary>
public sealed class ExistingClustersTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-test-");
    private readonly SimulationClock clock = new(new SimulationClockOptions { Speed = 50 });

    public ExistingClustersTests() => clock.Run();

    [Fact]
    public async Task Open_ClusterOfNobodyElse_IsUsedAndLeftAsItWas()
    {
        await using var cluster = await StartAsync();
        using var client = new HttpClient { BaseAddress = cluster.BaseAddress };
        var before = await ObjectsAsync(client);

        string[] during;
        await using (var clusters = await OpenAsync(cluster.BaseAddress))
        {
            await using var first = await clusters.StartAsync(clock, TimeSpan.Zero, Cancellation);
            await using var second = await clusters.StartAsync(clock, TimeSpan.Zero, Cancellation);
            first.Namespace.ShouldNotBe(second.Namespace);
            await MakeStuckRunAsync(client, first.Namespace);
            during = await ObjectsAsync(client);
            during.ShouldContain("namespaces/" + first.Namespace);
            during.ShouldContain("nodes/" + first.Node);
        }

        during.ShouldContain("customresourcedefinitions/coderuns.agents.platform");
        (await ObjectsAsync(client)).ShouldBe(before);
    }

    [Fact]
    public async Task Open_DefinitionsOfAPlatform_AreAskedForAndKept()
    {
        await using var cluster = await StartAsync();
        using var client = new HttpClient { BaseAddress = cluster.BaseAddress };
        var kube = new KubeApi(client, clock);
        foreach (var definition in PlatformManifests.Definitions())
        {
            await kube.CreateAsync(KubeResource.Definitions, "", definition, Cancellation);
        }

        var before = await ObjectsAsync(client);
        var error = await Should.ThrowAsync<ClusterException>(() => OpenAsync(cluster.BaseAddress));
        error.Message.ShouldContain("coderuns.agents.platform");
        error.Message.ShouldContain("--yes trial");
        (await ObjectsAsync(client)).ShouldBe(before, "it only looked");

        await using (await OpenAsync(cluster.BaseAddress, confirmed: "trial"))
        {
            // They are used.
        }

        (await ObjectsAsync(client)).ShouldBe(before, "what was there before is not removed");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public async Task Open_ServerOnAnotherMachine_IsNotTouchedUnlessItsContextIsNamed(string? confirmed)
    {
        // Of a range that is for documentation: nobody would answer.
        var error = await Should.ThrowAsync<ClusterException>(() => OpenAsync(new Uri("http://192.0.2.7:6443"), confirmed));
        error.Message.ShouldContain("http://192.0.2.7:6443/");
        error.Message.ShouldContain("--yes trial");
    }

    [Fact]
    public async Task Open_ServerThatDoesNotAnswer_SaysWhereItWasLookedFor()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri("http://" + listener.LocalEndpoint);
        listener.Stop();
        var error = await Should.ThrowAsync<ClusterException>(() => OpenAsync(address));
        error.Message.ShouldContain($"does not answer at {address}");
        error.Message.ShouldContain("--context");
    }

    [Fact]
    public void Find_ContextThatIsNotThere_SaysWhatToName()
    {
        var path = Write(new Uri("http://127.0.0.1:1"));
        var error = Should.Throw<ClusterException>(() => ExistingApi.Find(path, "nowhere"));
        error.Message.ShouldContain("nowhere");
        error.Message.ShouldContain("--context");
    }

    [Fact]
    public void Find_FileThatIsBroken_SaysSo()
    {
        var path = Path.Combine(folder.FullName, "broken");
        File.WriteAllText(path, "clusters: [");
        Should.Throw<ClusterException>(() => ExistingApi.Find(path, null)).Message.ShouldContain($"The kubeconfig '{path}' cannot be used");
    }

    public async ValueTask DisposeAsync()
    {
        await clock.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Task<EmbeddedCluster> StartAsync() =>
        EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { TimeProvider = clock }, Cancellation);

    private Task<ExistingClusters> OpenAsync(Uri server, string? confirmed = null) =>
        ExistingClusters.OpenAsync(ExistingApi.Find(Write(server), null), confirmed, clock, Cancellation);

    private string Write(Uri server)
    {
        var path = Path.Combine(folder.FullName, "kubeconfig");
        File.WriteAllText(
            path,
            $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: trial
              cluster:
                server: {server}
            users:
            - name: nobody
              user:
                token: any
            contexts:
            - name: trial
              context:
                cluster: trial
                user: nobody
            current-context: trial
            """
        );
        return path;
    }

    private static async Task<string[]> ObjectsAsync(HttpClient client)
    {
        List<string> names = [];
        foreach (var path in (string[])["api/v1/namespaces", "api/v1/nodes", "apis/apiextensions.k8s.io/v1/customresourcedefinitions"])
        {
            using var list = JsonDocument.Parse(await client.GetStringAsync(path, Cancellation));
            var plural = path[(path.LastIndexOf('/') + 1)..];
            names.AddRange(list.RootElement.GetProperty("items").EnumerateArray().Select(item => $"{plural}/{item.Name()}"));
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>A run whose finalizer nobody would take off.</summary>
    private async Task MakeStuckRunAsync(HttpClient client, string ns)
    {
        var run = System.Text.Json.Nodes.JsonNode.Parse(
            """
            {"apiVersion": "agents.platform/v1", "kind": "CodeRun",
             "metadata": {"name": "stuck", "finalizers": ["agents.platform/cleanup"]},
             "spec": {"taskId": 1, "service": "shop", "repositoryUrl": "acme/shop", "docsRepositoryUrl": "acme/docs",
                      "workingDirectory": ".", "model": "any", "githubApp": "5DLabs-Cleo"}}
            """
        )!;
        await new KubeApi(client, clock).CreateAsync(KubeResource.CodeRuns, ns, run.AsObject(), Cancellation);
    }
}
