using System.Net;
using System.Text;

namespace Rex.Host.Tests.Doctoring;

/// <summary>A GitHub that answers by path: what a test does not set is there and empty.</summary>
internal sealed class StubGitHub : HttpMessageHandler
{
    private readonly Dictionary<string, (HttpStatusCode Status, string Body)> answers = [];

    /// <summary>Headers of every answer.</summary>
    public Dictionary<string, string> Headers { get; } = new() { ["x-oauth-scopes"] = "repo, workflow" };

    /// <summary>The time that it tells; null for none.</summary>
    public DateTimeOffset? Date { get; set; }

    /// <summary>Whether it cannot be reached.</summary>
    public bool IsAway { get; set; }

    /// <summary>Method and path of each request.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Sets the answer for a path, without its query.</summary>
    public void Answer(string path, HttpStatusCode status, string body) => answers[path] = (status, body);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        Requests.Add($"{request.Method} {path}");
        if (IsAway)
        {
            throw new HttpRequestException("Connection refused");
        }

        var (status, body) = answers.GetValueOrDefault(path, (HttpStatusCode.OK, "[]"));
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        response.Headers.Date = Date;
        foreach (var (name, value) in Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    }
}
