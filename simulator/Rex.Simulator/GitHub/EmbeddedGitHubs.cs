using Rex.Simulator.Scenarios;

namespace Rex.Simulator.GitHub;

/// <summary>Starts embedded ones, which can do all that scenarios ask for.</summary>
internal sealed class EmbeddedGitHubs : IWorldGitHubs
{
    public string? WhyNot(Scenario scenario) => null;

    public async Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options, CancellationToken cancellationToken) =>
        await EmbeddedGitHub.StartAsync(world, options, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
