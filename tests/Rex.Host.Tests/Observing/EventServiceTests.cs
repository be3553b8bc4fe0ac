using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Remediations;
using Rex.Embedded;
using Rex.Host.Tests.Doctoring;
using Rex.Host.Tests.Testing;
using Samples = Rex.Host.Tests.Testing.Samples;

namespace Rex.Host.Tests.Observing;

/// <summary>Kubernetes Events in the service.</summary>
public sealed class EventServiceTests
{
    private const string Events = "apis/events.k8s.io/v1/namespaces/agent-platform/events";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StopAsync_EventsWait_WritesThemFirst()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        using var client = new ClusterClient(cluster.BaseAddress);
        await client.CreateAsync(ClusterClient.Namespaces, DoctorWorld.Named("v1", "Namespace", "agent-platform"));
        var told = Enum.GetValues<ReasonCode>().Select(Ended).ToList();

        await using (
            var host = await TestHost.StartAsync(
                new Dictionary<string, string?> { ["Rex:Connection:Kubernetes:ApiServer"] = cluster.BaseAddress.AbsoluteUri }
            )
        )
        {
            var observer = host.Services.GetRequiredService<IRemediationObserver>();
            told.ForEach(observer.Changed);
        }

        var list = (await client.GetAsync(Events, "")).ShouldNotBeNull();
        list.GetProperty("items").GetArrayLength().ShouldBe(told.Count);
    }

    [Fact]
    public async Task Changed_ApiServerIsAway_IsDroppedMeasuredAndLoggedOnce()
    {
        var host = await TestHost.StartAsync();
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());
        var observer = host.Services.GetRequiredService<IRemediationObserver>();
        observer.Changed(Ended(ReasonCode.AccessLost));
        observer.Changed(Ended(ReasonCode.Restarted));

        await host.StopAsync();

        measured.Ask();
        measured.Of("rex.kubernetes.events.dropped").ShouldBe(["2"]);
        host.Log.Lines.Count(line => line.StartsWith("2201 ", StringComparison.Ordinal)).ShouldBe(1);
        await host.DisposeAsync();
    }

    private static Remediation Ended(ReasonCode reason)
    {
        var failed = Samples.Remediation(RemediationPhase.Failed, reason);
        return failed with { Uid = "11111111-1111-1111-1111-111111111111", Status = failed.Status with { Step = StepName.RemoveQaLabel } };
    }
}
