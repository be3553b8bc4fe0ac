using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Rex.Adapters;
using Rex.Core.Remediations;
using Rex.Host.Observing;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Observing;

/// <summary>What observes is really in place in the service.</summary>
public sealed class ObservingServicesTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Changed_RemediationFails_IsLoggedAndMeasured()
    {
        using var measured = new Measurements(_host.Services.GetRequiredService<IMeterFactory>());
        var observer = _host.Services.GetRequiredService<IRemediationObserver>();
        var running = Samples.Remediation(RemediationPhase.Running);
        var failed = running with
        {
            Status = Samples.Remediation(RemediationPhase.Failed, ReasonCode.AccessLost).Status with
            {
                Step = StepName.RemoveQaLabel,
                Conditions = [new StepCondition(StepName.RemoveQaLabel, false, Samples.Noon, ReasonCode.AccessLost, "")],
            },
        };

        observer.Changed(running);
        observer.Changed(failed);

        measured.Of("rex.remediations").ShouldBe(["1 Failed AccessLost"]);
        _host.Log.Lines.ShouldContain(line => line.StartsWith("1004 ", StringComparison.Ordinal));
    }

    [Fact]
    public void GitHubClient_OfTheService_ReadsTheQuota()
    {
        var handlers = _host.Services.GetRequiredService<IHttpMessageHandlerFactory>();

        var chain = Chain(handlers.CreateHandler(RexServiceCollectionExtensions.GitHubHttpClientName));

        chain.ShouldContain(handler => handler is GitHubQuotaHandler);
    }

    private static IEnumerable<HttpMessageHandler> Chain(HttpMessageHandler handler)
    {
        for (HttpMessageHandler? one = handler; one is not null; one = (one as DelegatingHandler)?.InnerHandler)
        {
            yield return one;
        }
    }
}
