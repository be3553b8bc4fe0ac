using Rex.Simulator.Ledgers;

namespace Rex.Simulator.GitHub;

/// <summary>The GitHub of one world. It is reached through the world's proxy alone.</summary>
internal interface IWorldGitHub : IAsyncDisposable
{
    Uri BaseAddress { get; }

    /// <summary>Makes the handler that takes requests to it.</summary>
    HttpMessageHandler CreateHandler();

    /// <summary>What was asked of it and what it answered, by its own account where it keeps one.</summary>
    /// <param name="seen">The requests as the proxies saw them, those to the cluster too; these stay as they are.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task<GitHubRecord> RecordAsync(IReadOnlyList<LedgerEntry> seen, CancellationToken cancellationToken);
}
