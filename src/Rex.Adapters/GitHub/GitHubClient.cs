using System.Net;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Sends requests about repositories to GitHub's REST API, with the token that is theirs.</summary>
internal sealed class GitHubClient(GitHubTransport transport, IGitHubToken token)
{
    /// <summary>The time, as time-outs and limits are told by.</summary>
    public DateTimeOffset Now => transport.Now;

    /// <summary>Sends a request about a repository and reads the whole answer, also one that refuses.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="path">What comes after <c>repos/owner/name/</c>, escaped.</param>
    /// <param name="what">What is tried, as in "Rex could not …".</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PlatformException">There was no answer, or it was a rate limit, or it is not yet time to ask.</exception>
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
        if (answer.Status != HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        // A token that expired between two looks at the clock, or was rotated just now. Nothing was done: the request can be made again, once.
        var fresh = await token.RenewAsync(repository, bearer, cancellationToken);
        return fresh == bearer ? answer : await transport.SendAsync(method, repository, path, fresh, what, cancellationToken);
    }
}
