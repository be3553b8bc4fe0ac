using System.Net;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Sends requests about repositories to GitHub's REST API, with the token that is theirs.</summary>
internal sealed class GitHubClient(GitHubTransport transport, IGitHubToken token)
{
    private static readonly TimeSpan UntilTokenIsKnown = TimeSpan.FromSeconds(2);

    /// <summary>The time, as time-outs and limits are told by.</summary>
    public DateTimeOffset Now => transport.Now;

    /// <summary>Sends a request about a repository and reads the whole answer, also one that refuses.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="path">What comes after <c>repos/owner/name/</c>, escaped.</param>
    /// <param name="what">What is tried, as in "Rex could not …".</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PlatformException">There was no answer, or it was a rate limit, it is not yet time to ask, or the token is too new to be refused for good.</exception>
    public async Task<GitHubAnswer> SendAsync(
        HttpMethod method,
        RepositoryName repository,
        string path,
        string what,
        CancellationToken cancellationToken
    )
    {
        var bearer = await token.GetAsync(repository, cancellationToken);
        var answer = await transport.SendAsync(method, repository, path, bearer, what, cancellationToken);
        if (answer.Status == HttpStatusCode.Unauthorized && !token.IsNew(repository, bearer))
        {
            // A token that expired between two looks at the clock, or was rotated just now. Nothing was done: the request can be made again, once.
            var fresh = await token.RenewAsync(repository, bearer, cancellationToken);
            if (fresh != bearer)
            {
                bearer = fresh;
                answer = await transport.SendAsync(method, repository, path, bearer, what, cancellationToken);
            }
        }

        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && token.IsNew(repository, bearer))
        {
            // No other token helps, which would be newer still.
            throw new PlatformException(
                ReasonCode.ServerError,
                $"{answer.ToFailure(what, Now).Message} The token is new, and GitHub may not know it everywhere yet.",
                UntilTokenIsKnown
            );
        }

        return answer;
    }
}
