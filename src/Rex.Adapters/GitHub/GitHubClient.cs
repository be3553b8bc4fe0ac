using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Rex.Adapters.Http;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Sends requests to GitHub's REST API, with the token, the time-out, the cap on answers and the redirects that are allowed.</summary>
internal sealed class GitHubClient(HttpClient http, IGitHubToken token, IOptions<RexConnectionOptions> options, TimeProvider time)
{
    /// <summary>The most bytes that are read of an answer: a page of a hundred pull requests has about two million.</summary>
    public const int MaxAnswerBytes = 5 * 1024 * 1024;

    private const int MaxRedirects = 3;

    /// <summary>The time, as time-outs and limits are told by.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Sends a request about a repository and reads the whole answer, also one that refuses.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="path">What comes after <c>repos/owner/name/</c>, escaped.</param>
    /// <param name="what">What is tried, as in "Rex could not …".</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<GitHubAnswer> SendAsync(
        HttpMethod method,
        RepositoryName repository,
        string path,
        string what,
        CancellationToken cancellationToken
    )
    {
        var bearer = await token.GetAsync(repository, cancellationToken);
        var uri = new Uri(Base, $"repos/{Uri.EscapeDataString(repository.Owner)}/{Uri.EscapeDataString(repository.Name)}/{path}");
        using var deadline = new RequestDeadline(options.Value.GitHub.RequestTimeout, time, cancellationToken);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                var answer = await SendAsync(method, uri, bearer, what, deadline.Token);
                if (!answer.IsRedirect)
                {
                    return answer;
                }

                // Renamed repositories redirect. The token goes to no other host than the configured one.
                var target = new Uri(uri, answer.Headers.Location!);
                if (
                    redirects == MaxRedirects
                    || Uri.Compare(target, Base, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase)
                        != 0
                )
                {
                    throw new PlatformException(
                        ReasonCode.ServerError,
                        $"Rex could not {what}: GitHub redirects to {target.Host}, too often or elsewhere."
                    );
                }

                uri = target;
            }
        }
        catch (Exception e) when (deadline.Failure(e, $"Rex could not {what}") is { } failure)
        {
            throw failure;
        }
    }

    private Uri Base
    {
        get
        {
            var address = options.Value.GitHub.BaseAddress;
            return address.AbsoluteUri.EndsWith('/') ? address : new Uri($"{address.AbsoluteUri}/");
        }
    }

    private async Task<GitHubAnswer> SendAsync(HttpMethod method, Uri uri, string bearer, string what, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("rex", typeof(GitHubClient).Assembly.GetName().Version?.ToString(3)));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new GitHubAnswer(response.StatusCode, await ReadAsync(response, what, cancellationToken), response.Headers);
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            if (body.Length + read > MaxAnswerBytes)
            {
                throw new PlatformException(
                    ReasonCode.ServerError,
                    $"Rex could not {what}: the answer is longer than {MaxAnswerBytes} bytes."
                );
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
