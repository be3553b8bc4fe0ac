using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Conformance.Embedded;

/// <summary>One embedded cluster for the tests of one suite.</summary>
public class EmbeddedConformanceCluster : IConformanceCluster, IAsyncLifetime
{
    private EmbeddedCluster? _cluster;

    public HttpClient Http { get; } = new();

    public string Kubeconfig => _cluster!.KubeconfigYaml();

    public int Minor => 32;

    public bool HasControllers => true;

    protected virtual EmbeddedClusterOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(Options, TestContext.Current.CancellationToken);
        Http.BaseAddress = _cluster.BaseAddress;
    }

    public ValueTask EnsureStartedAsync() => ValueTask.CompletedTask;

    public ValueTask CompactAsync(CancellationToken cancellationToken)
    {
        _cluster!.CompactHistory();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await _cluster!.DisposeAsync();
    }
}
