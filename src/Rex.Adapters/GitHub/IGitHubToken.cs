using Rex.Core.Pushes;

namespace Rex.Adapters.GitHub;

/// <summary>Gives the token that GitHub's API is called with. Register one of your own before <c>AddRex</c> to replace the token of the settings.</summary>
public interface IGitHubToken
{
    /// <summary>The token for requests about a repository. Asked for before every request: keep it while it is valid.</summary>
    /// <param name="repository">The repository: an app has one installation, and so one token, for each owner.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The token, without the word <c>Bearer</c>.</returns>
    ValueTask<string> GetAsync(RepositoryName repository, CancellationToken cancellationToken);
}
