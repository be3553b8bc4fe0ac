using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Leading;

/// <summary>What the replica that leads does besides its remediations.</summary>
public sealed class RemediationServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExecuteAsync_Leads_LooksAfterHoldsThatWereLeft()
    {
        var looks = new FirstFailure();
        await using var host = await StartAsync(looks, isDry: false);

        await looks.Told.WaitAsync(TimeSpan.FromSeconds(14), Cancellation);
    }

    [Fact]
    public async Task ExecuteAsync_RunsDry_LeavesHoldsToTheOneThatWorks()
    {
        var looks = new FirstFailure();
        await using var host = await StartAsync(looks, isDry: true);

        await host.StopAsync();

        looks.Told.IsCompleted.ShouldBeFalse();
    }

    /// <summary>Each look at the holds fails, and is told thereby.</summary>
    private static Task<TestHost> StartAsync(FirstFailure looks, bool isDry) =>
        TestHost.StartAsync(
            new Dictionary<string, string?> { ["Rex:DryRun"] = isDry ? "true" : "false" },
            configure: services =>
                services.AddSingleton(provider =>
                {
                    var (workflows, time) = (provider.GetRequiredService<IMainWorkflows>(), provider.GetRequiredService<TimeProvider>());
                    var away = new MemoryStore { Failure = new PlatformException(ReasonCode.NetworkError, "Away.") };
                    return new HoldWatch(away, workflows, new HoldKeeper(workflows, time), looks, new RexOptions(), time);
                })
        );

    private sealed class FirstFailure : IRemediationObserver
    {
        private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Told => first.Task;

        public void Decided(DeliveryOutcome outcome) { }

        public void Changed(Remediation remediation) { }

        public void Noted(Remediation remediation, string note) { }

        public void LedgerFailed(PlatformException error) => first.TrySetResult();
    }
}
