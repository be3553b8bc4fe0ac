using Rex.ApiServers;
using Rex.Simulator.Clusters.ApiServer;
using Rex.Simulator.Commands;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Tests.Clusters;

/// <summary>A scenario on a real API server comes out as it does on the embedded one.</summary>
public sealed class ApiServerScenarioTests
{
    [Theory]
    [InlineData("g2-while-tess-runs")]
    [InlineData("crash-at-the-restart")]
    public async Task Scenario_OnARealApiServer_Passes(string name)
    {
        Assert.SkipUnless(ApiServerBinaries.TryFind(out var binaries, out var missing), missing ?? "");
        Assert.SkipWhen(binaries.ControllerManager is null, "there is no kube-controller-manager");
        await using var clusters = new ApiServerClusters();
        var options = new RunOptions(Seed: 1, Speed: 50, SimulatorFiles.Deliveries) { Clusters = clusters };
        var result = await new ScenarioRun(ScenarioSelection.Find([name]).Single(), options).RunAsync(
            TestContext.Current.CancellationToken
        );
        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBe(1);
    }
}
