using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl;

/// <summary>One embedded cluster for the tests of one class, and the folder where kubectl keeps what it discovered.</summary>
public sealed class KubectlCluster : IAsyncLifetime
{
    private EmbeddedCluster? _cluster;

    public string Folder { get; } = Directory.CreateTempSubdirectory("kubectl").FullName;

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _cluster = await EmbeddedCluster.StartAsync(cancellationToken: cancellation);
        Http.BaseAddress = _cluster.BaseAddress;
        await new ApiClient(Http, cancellation).PostAsync(
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            ConformanceResources.Widgets
        );
    }

    /// <summary>Writes a kubeconfig whose context is a namespace.</summary>
    public async Task<string> KubeconfigAsync(string ns)
    {
        var path = Path.Combine(Folder, ns);
        var yaml = _cluster!.KubeconfigYaml().Replace("namespace: default", $"namespace: {ns}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, yaml, TestContext.Current.CancellationToken);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
