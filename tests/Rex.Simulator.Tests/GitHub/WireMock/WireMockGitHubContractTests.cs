using Rex.Simulator.GitHub;

namespace Rex.Simulator.Tests.GitHub.WireMock;

/// <summary>Rex's adapter over WireMock's stubs.</summary>
public sealed class WireMockGitHubContractTests(WireMockFixture wireMock) : WorldGitHubContract
{
    private protected override Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options) =>
        wireMock.Require().StartAsync(world, options, TestContext.Current.CancellationToken);
}
