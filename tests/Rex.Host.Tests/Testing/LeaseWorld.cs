using k8s;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rex.Core.Options;
using Rex.Embedded;
using Rex.Host.Leading;

namespace Rex.Host.Tests.Testing;

/// <summary>A cluster with a Lease that replicas ask for.</summary>
internal sealed class LeaseWorld : IAsyncDisposable
{
    private readonly EmbeddedCluster _cluster;
    private readonly ILoggerFactory _logs;

    private LeaseWorld(EmbeddedCluster cluster)
    {
        _cluster = cluster;
        _logs = LoggerFactory.Create(logs => logs.AddProvider(Log));
        Client = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = cluster.BaseAddress.ToString() });
    }

    public LinesOfLog Log { get; } = new();

    public k8s.Kubernetes Client { get; }

    public static async Task<LeaseWorld> StartAsync(CancellationToken cancellationToken) =>
        new(await EmbeddedCluster.StartAsync(cancellationToken: cancellationToken));

    /// <param name="isEnabled">Whether it competes for the Lease.</param>
    /// <param name="renewDeadline">After which time without a renewal it stops working.</param>
    /// <param name="isDryRun">Whether it runs dry.</param>
    /// <param name="client">How it reaches the cluster, where that is not like the test itself.</param>
    public Leadership Replica(
        bool isEnabled = true,
        TimeSpan? renewDeadline = null,
        bool isDryRun = false,
        k8s.Kubernetes? client = null
    ) =>
        new(
            client ?? Client,
            Options.Create(
                new LeadershipOptions
                {
                    Enabled = isEnabled,
                    RenewDeadline = renewDeadline ?? new LeadershipOptions().RenewDeadline,
                    RetryPeriod = TimeSpan.FromMilliseconds(20),
                }
            ),
            Options.Create(
                new RexOptions
                {
                    DryRun = isDryRun,
                    Names = new PlatformNames { RemediationNamespace = "default" },
                }
            ),
            TimeProvider.System,
            _logs.CreateLogger<Leadership>()
        );

    /// <summary>A client whose requests somebody stands in the way of.</summary>
    /// <param name="intercept">Throws, or answers in the server's place; null passes the request on.</param>
    public k8s.Kubernetes InterceptedClient(Func<HttpRequestMessage, HttpResponseMessage?> intercept) =>
        new(new KubernetesClientConfiguration { Host = Client.BaseUri.ToString() }, new Intercepting(intercept));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _logs.Dispose();
        await _cluster.DisposeAsync();
    }

    private sealed class Intercepting(Func<HttpRequestMessage, HttpResponseMessage?> intercept) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            intercept(request) ?? await base.SendAsync(request, cancellationToken);
    }
}
