using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Simulator.Commands;
using Rex.Simulator.Proofs;
using Rex.Simulator.Proofs.Doubles;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Tests.GitHub.WireMock;

/// <summary>Scenarios on WireMock come out as they do on the embedded GitHub, and what is wrong comes to light on it too.</summary>
public sealed class WireMockScenarioTests(WireMockFixture wireMock)
{
    [Theory]
    [InlineData("rapid-pushes")]
    [InlineData("concurrent-tasks")]
    [InlineData("two-pull-requests")]
    [InlineData("github-outage")]
    public async Task Scenario_OnWireMock_Passes(string name)
    {
        var result = await RunAsync(name, null);

        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Scenario_RexThatLeavesTheLabelOn_IsCaught()
    {
        var broken = new BrokenRule(
            "label-left",
            "the label is taken off",
            "it is taken for gone",
            (factory, _) => factory with { PullRequests = new LabelLeft(factory.PullRequests) }
        );

        var result = await RunAsync("g2-while-tess-runs", broken);

        result.Violations.ShouldContain(violation => violation.Invariant == "S5");
    }

    private Task<ScenarioResult> RunAsync(string name, BrokenRule? broken)
    {
        var options = new RunOptions(Seed: 1, Speed: 50, Path.Combine(AppContext.BaseDirectory, "deliveries"), Broken: broken)
        {
            GitHubs = wireMock.Require(),
        };
        return new ScenarioRun(ScenarioSelection.Find([name]).Single(), options).RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class LabelLeft(IPullRequests inner) : PullRequestsDouble(inner)
    {
        public override async Task<IReadOnlyList<string>> ListLabelsAsync(
            RepositoryName repository,
            long number,
            CancellationToken cancellationToken
        ) => [.. (await base.ListLabelsAsync(repository, number, cancellationToken)).Where(label => label != "ready-for-qa")];

        public override Task<bool> RemoveLabelAsync(
            RepositoryName repository,
            long number,
            string label,
            CancellationToken cancellationToken
        ) => Task.FromResult(true);
    }
}
