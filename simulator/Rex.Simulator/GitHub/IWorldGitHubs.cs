using Rex.Simulator.Scenarios;

namespace Rex.Simulator.GitHub;

/// <summary>Starts a GitHub for each world of a run.</summary>
internal interface IWorldGitHubs : IAsyncDisposable
{
    /// <summary>Why a scenario cannot be played on this kind of GitHub; null where it can.</summary>
    string? WhyNot(Scenario scenario);

    /// <summary>Starts the GitHub of one world.</summary>
    /// <param name="world">What there is, and what becomes of it.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options, CancellationToken cancellationToken);
}
