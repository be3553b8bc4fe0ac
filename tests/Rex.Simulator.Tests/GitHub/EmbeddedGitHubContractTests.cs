using Rex.Simulator.GitHub;

namespace Rex.Simulator.Tests.GitHub;

/// <summary>Rex's adapter over the embedded GitHub.</summary>
public sealed class EmbeddedGitHubContractTests : WorldGitHubContract
{
    private protected override Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options) =>
        new EmbeddedGitHubs().StartAsync(world, options, TestContext.Current.CancellationToken);
}
