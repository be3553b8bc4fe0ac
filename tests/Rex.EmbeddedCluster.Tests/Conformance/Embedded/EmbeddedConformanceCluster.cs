using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Conformance.Embedded;

/// <summary>One embedded cluster for the tests of one suite.</summary>
public sealed class EmbeddedConformanceCluster : IConformanceCluster, IAsyncLifetime
{
    private EmbeddedCluster? _cluster;

    public HttpClient Http { get; } = new();

    public int Minor => 32;

    public bool HasControllers => true;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
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
        Http.Dispose();
        await _cluster!.DisposeAsync();
    }
}
