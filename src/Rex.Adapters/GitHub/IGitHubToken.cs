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

    /// <summary>
    /// The token to use after GitHub refused this one as bad or expired (401): a new one where tokens are minted. It is used once; the same
    /// token again says that there is no better one.
    /// </summary>
    /// <param name="repository">The repository.</param>
    /// <param name="refused">The token that was refused.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<string> RenewAsync(RepositoryName repository, string refused, CancellationToken cancellationToken) =>
        GetAsync(repository, cancellationToken);

    /// <summary>Whether GitHub may not know this token everywhere yet: that it is refused then says nothing. Never so where none are minted.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="token">The token that was refused.</param>
    bool IsNew(RepositoryName repository, string token) => false;
}
