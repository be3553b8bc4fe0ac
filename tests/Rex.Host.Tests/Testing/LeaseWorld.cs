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

    public Leadership Replica(bool isEnabled = true, TimeSpan? renewDeadline = null) =>
        new(
            Client,
            Options.Create(
                new LeadershipOptions
                {
                    Enabled = isEnabled,
                    RenewDeadline = renewDeadline ?? new LeadershipOptions().RenewDeadline,
                    RetryPeriod = TimeSpan.FromMilliseconds(20),
                }
            ),
            Options.Create(new RexOptions { Names = new PlatformNames { RemediationNamespace = "default" } }),
            _logs.CreateLogger<Leadership>()
        );

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _logs.Dispose();
        await _cluster.DisposeAsync();
    }
}
