using System.Globalization;
using System.Text.Json.Nodes;
using Rex.ApiServers;
using Rex.Embedded.Tests.Conformance.Real;

[assembly: AssemblyFixture(typeof(RealConformanceCluster))]

namespace Rex.Embedded.Tests.Conformance.Real;

/// <summary>A real API server for all suites together: each test has a namespace of its own. It starts with the first test that asks for it.</summary>
public class RealConformanceCluster : IConformanceCluster, IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private HttpClient? _http;

    public HttpClient Http => _http!;

    public string Kubeconfig { get; private set; } = "";

    public int Minor { get; private set; }

    public bool HasControllers => Server!.HasControllers;

    protected ApiServerCluster? Server { get; private set; }

    protected virtual ApiServerClusterOptions Options => new();

    /// <summary>Gets a client of one's own, which may do everything.</summary>
    public HttpClient NewClient() => Server!.CreateClient();

    public async ValueTask EnsureStartedAsync()
    {
        Assert.SkipUnless(ApiServerBinaries.TryFind(out _, out var missing), missing ?? "");
        var cancellation = TestContext.Current.CancellationToken;
        await _starting.WaitAsync(cancellation);
        try
        {
            if (_http is null)
            {
                Server = await ApiServerCluster.StartAsync(Options, cancellation);
                var client = Server.CreateClient();
                var version = JsonNode.Parse(await client.GetStringAsync("version", cancellation))!;
                Minor = int.Parse(((string)version["minor"]!).TrimEnd('+'), CultureInfo.InvariantCulture);
                Kubeconfig = await File.ReadAllTextAsync(Server.Kubeconfig, cancellation);
                _http = client;
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    public virtual ValueTask CompactAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http?.Dispose();
        _starting.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}
