using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Host.Rehearsing;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Rehearsing;

/// <summary>A service that runs dry, and cannot reach what it would look at.</summary>
public sealed class DryRunPipelineTests : IAsyncLifetime
{
    private TestHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _host = await TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:DryRun"] = "true" });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task RunAsync_WhatItAsksIsAway_FailsForNow()
    {
        var accepted = Samples.Remediation(RemediationPhase.Accepted);
        // Its own runner is not to take it up as well.
        await _host.StopAsync();
        _host.Store.Put(accepted);

        (await PipelineOf(_host).RunAsync(accepted, Cancellation)).ShouldBeTrue();

        var status = _host.Store.Entries.ShouldHaveSingleItem().Status;
        (status.Phase, status.Reason).ShouldBe((RemediationPhase.Failed, ReasonCode.NetworkError));
        status.NextAttemptAt.ShouldBe(_host.Time.GetUtcNow() + TimeSpan.FromMinutes(5));
        status.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_AnotherOneHasEndedIt_LeavesItAlone()
    {
        var accepted = Samples.Remediation(RemediationPhase.Accepted);
        await _host.StopAsync();
        var ended = Samples.Remediation(RemediationPhase.Skipped, ReasonCode.DryRun) with { ResourceVersion = "8" };
        _host.Store.Put(ended);

        (await PipelineOf(_host).RunAsync(accepted, Cancellation)).ShouldBeFalse();

        _host.Store.Entries.ShouldHaveSingleItem().ShouldBe(ended);
    }

    [Fact]
    public void Start_RunsDry_SaysSo() => _host.Log.Lines.ShouldContain(line => line.StartsWith("3301 ", StringComparison.Ordinal));

    /// <summary>Nothing listens where they would go to: each would be counted as dropped.</summary>
    [Fact]
    public async Task Changed_RunsDry_TellsNoKubernetesEvent()
    {
        using var measured = new Measurements(_host.Services.GetRequiredService<IMeterFactory>());
        var ended = Samples.Remediation(RemediationPhase.Skipped, ReasonCode.DryRun);
        var observer = _host.Services.GetRequiredService<IRemediationObserver>();

        observer.Changed(ended with { Uid = "u", Status = ended.Status with { Step = StepName.ValidateEvent } });
        await _host.StopAsync();

        measured.Ask();
        measured.Of("rex.kubernetes.events.dropped").ShouldBe(["0"]);
    }

    [Fact]
    public async Task Start_WorksForReal_HasNothingOfIt()
    {
        await using var real = await TestHost.StartAsync();

        real.Log.Lines.ShouldNotContain(line => line.StartsWith("3301 ", StringComparison.Ordinal));
        real.Services.GetService<DryRunPipeline>().ShouldBeNull();
    }

    private static DryRunPipeline PipelineOf(TestHost host) => host.Services.GetRequiredService<DryRunPipeline>();
}
