using Rex.ApiServers;
using Rex.Simulator.Clusters.ApiServer;
using Rex.Simulator.Commands;
using Rex.Simulator.Runs;
using Rex.Simulator.Tests.Clusters.Troubles;

namespace Rex.Simulator.Tests.Clusters;

/// <summary>Whatever becomes of the API server in the middle of a cancellation, QA restarts once and nothing is lost.</summary>
public sealed class ApiServerFaultTests
{
    private static readonly TimeSpan StoreStandsStill = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Push_WhileTheServerIsKilledAndStartedAnew_RestartsOnce() =>
        RestartsOnceAsync((server, cancellation) => server.RestartServerAsync(cancellation));

    [Fact]
    public Task Push_WhileEtcdStandsStill_RestartsOnce() =>
        RestartsOnceAsync(
            async (server, cancellation) =>
            {
                await server.PauseStoreAsync(cancellation);
                await Task.Delay(StoreStandsStill, cancellation);
                await server.ResumeStoreAsync(cancellation);
            }
        );

    [Fact]
    public async Task Push_WhileEachWatchOfRexIsCutAfterSeconds_RestartsOnce()
    {
        await using var clusters = Clusters(new ClusterTrouble { LongestWatch = TimeSpan.FromSeconds(3) });
        await RestartsOnceAsync(clusters);
    }

    [Fact]
    public async Task Push_WhileRexsTokenIsRefused_RestartsOnce()
    {
        await using var clusters = Clusters(new ClusterTrouble { RefusesFor = TimeSpan.FromSeconds(20) });
        await RestartsOnceAsync(clusters);
    }

    private static async Task RestartsOnceAsync(Func<ApiServerCluster, CancellationToken, Task> fault)
    {
        var trouble = new ClusterTrouble { AtFirstCancellation = fault };
        await using var clusters = Clusters(trouble);
        await RestartsOnceAsync(clusters);
        await trouble.Over;
    }

    private static async Task RestartsOnceAsync(TroubledClusters clusters)
    {
        var options = new RunOptions(Seed: 1, Speed: 50, SimulatorFiles.Deliveries) { Clusters = clusters };
        var scenario = ScenarioSelection.Find(["g2-while-cleo-runs"]).Single();
        var result = await new ScenarioRun(scenario, options).RunAsync(TestContext.Current.CancellationToken);
        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBe(1);
        clusters.Trouble.Happened.ShouldBeTrue("otherwise it was an undisturbed run");
    }

    private static TroubledClusters Clusters(ClusterTrouble trouble)
    {
        Assert.SkipUnless(ApiServerBinaries.TryFind(out var binaries, out var missing), missing ?? "");
        Assert.SkipWhen(binaries.ControllerManager is null, "there is no kube-controller-manager");
        return new TroubledClusters(new ApiServerClusters(), trouble);
    }
}
