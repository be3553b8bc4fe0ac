using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Rex.Adapters.Tests.Testing;

/// <summary>A server that answers what a test wrote down, request by request, and notes what it was asked.</summary>
public sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private readonly List<HttpRequestMessage> _requests = [];

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<HttpRequestMessage> Requests => _requests;

    /// <summary>Answers every request beyond those written down, with a status alone; null: such a request fails the test.</summary>
    public HttpStatusCode? AnswersAfterwards { get; set; }

    /// <summary>Method, path and query of each request so far.</summary>
    public IEnumerable<string> Lines => _requests.Select(request => $"{request.Method} {request.RequestUri!.PathAndQuery}");

    /// <summary>The next answer.</summary>
    public ScriptedHandler Answer(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        Answer(status, "application/json", body, headers);

    /// <summary>The next answer, whose body claims to be of this type, or none.</summary>
    public ScriptedHandler Answer(HttpStatusCode status, string? mediaType, string body, params (string Name, string Value)[] headers) =>
        Answer(_ =>
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType, "utf-8");
            var response = new HttpResponseMessage(status) { Content = content };
            foreach (var (name, value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
            }

            return Task.FromResult(response);
        });

    /// <summary>The next answer.</summary>
    public ScriptedHandler Answer(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Add(request);
        if (_answers.Count == 0 && AnswersAfterwards is { } status)
        {
            return Task.FromResult(new HttpResponseMessage(status));
        }

        _answers.TryDequeue(out var answer).ShouldBeTrue($"{request.Method} {request.RequestUri} was not expected.");
        return answer!(cancellationToken);
    }
}
