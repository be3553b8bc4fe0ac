using Rex.ApiServers;
using Rex.Simulator.Clusters;
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
        var options = new RunOptions(
            Seed: 1,
            Speed: 50,
            Path.Combine(AppContext.BaseDirectory, "deliveries"),
            Cluster: ClusterKind.ApiServer
        );
        var result = await new ScenarioRun(ScenarioSelection.Find([name]).Single(), options).RunAsync(
            TestContext.Current.CancellationToken
        );
        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBe(1);
    }
}
