using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Rex.Adapters.Http;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.GitHub;

/// <summary>Sends single requests to GitHub's REST API, with the time-out, the cap on answers and the redirects that are allowed.</summary>
internal sealed class GitHubTransport(HttpClient http, IOptions<RexConnectionOptions> options, TimeProvider time)
{
    /// <summary>The most bytes that are read of an answer: a page of a hundred pull requests has about two million.</summary>
    public const int MaxAnswerBytes = 5 * 1024 * 1024;

    private const int MaxRedirects = 3;

    private readonly GitHubLimits _limits = new(time);

    /// <summary>The time, as time-outs and limits are told by.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    private Uri Root
    {
        get
        {
            var address = options.Value.GitHub.BaseAddress;
            return address.AbsoluteUri.EndsWith('/') ? address : new Uri($"{address.AbsoluteUri}/");
        }
    }

    /// <summary>Sends a request about a repository and reads the whole answer, also one that refuses.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="path">What comes after <c>repos/owner/name/</c>, escaped.</param>
    /// <param name="bearer">The token.</param>
    /// <param name="what">What is tried, as in "Rex could not …".</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PlatformException">There was no answer, or it was a rate limit, or it is not yet time to ask.</exception>
    public Task<GitHubAnswer> SendAsync(
        HttpMethod method,
        RepositoryName repository,
        string path,
        string bearer,
        string what,
        CancellationToken cancellationToken
    )
    {
        var uri = new Uri(Root, $"repos/{Uri.EscapeDataString(repository.Owner)}/{Uri.EscapeDataString(repository.Name)}/{path}");
        return SendAsync(method, uri, path, bearer, what, cancellationToken);
    }

    /// <summary>The same for a request about no repository. It is not redirected.</summary>
    public Task<GitHubAnswer> SendAsync(HttpMethod method, string path, string bearer, string what, CancellationToken cancellationToken) =>
        SendAsync(method, new Uri(Root, path), null, bearer, what, cancellationToken);

    private async Task<GitHubAnswer> SendAsync(
        HttpMethod method,
        Uri uri,
        string? redirectable,
        string bearer,
        string what,
        CancellationToken cancellationToken
    )
    {
        CheckToken(bearer, what);
        using var deadline = new RequestDeadline(options.Value.GitHub.RequestTimeout, time, cancellationToken);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                _limits.Check(bearer, what);
                var answer = await SendOnceAsync(method, uri, bearer, what, deadline.Token);
                _limits.Note(bearer, answer, what);
                if (!answer.IsRedirect)
                {
                    return answer;
                }

                var target =
                    redirectable is not null && redirects < MaxRedirects
                        ? GitHubRedirect.Follow(Root, uri, answer.Headers.Location!, redirectable)
                        : null;
                uri =
                    target
                    ?? throw new PlatformException(
                        ReasonCode.ServerError,
                        $"Rex could not {what}: the answer redirects too often, or to something else than the renamed repository on the same host."
                    );
            }
        }
        catch (Exception e) when (deadline.Failure(e, $"Rex could not {what}") is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>What is no token would end as an error of the HTTP client, whose message may hold it.</summary>
    private static void CheckToken(string bearer, string what)
    {
        if (bearer.Length == 0 || !bearer.All(letter => letter is > ' ' and <= '~'))
        {
            var problem = bearer.Length == 0 ? "there is no token" : "the token has characters that no token has";
            throw new PlatformException(ReasonCode.AccessLost, $"Rex could not {what}: {problem} (Rex:Connection:GitHub).");
        }
    }

    private async Task<GitHubAnswer> SendOnceAsync(
        HttpMethod method,
        Uri uri,
        string bearer,
        string what,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("rex", typeof(GitHubTransport).Assembly.GetName().Version?.ToString(3)));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = await ReadAsync(response, what, cancellationToken);
        return new GitHubAnswer(response.StatusCode, body, response.Content.Headers.ContentType?.MediaType, response.Headers)
        {
            Token = bearer,
        };
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
