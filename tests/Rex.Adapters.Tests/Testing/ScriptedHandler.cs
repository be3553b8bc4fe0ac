using System.Net;
using System.Text;

namespace Rex.Adapters.Tests.Testing;

/// <summary>A server that answers what a test wrote down, request by request, and notes what it was asked.</summary>
public sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private readonly List<HttpRequestMessage> _requests = [];

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<HttpRequestMessage> Requests => _requests;

    /// <summary>Method, path and query of each request so far.</summary>
    public IEnumerable<string> Lines => _requests.Select(request => $"{request.Method} {request.RequestUri!.PathAndQuery}");

    /// <summary>The next answer.</summary>
    public ScriptedHandler Answer(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        Answer(_ =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
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
        _answers.TryDequeue(out var answer).ShouldBeTrue($"{request.Method} {request.RequestUri} was not expected.");
        return answer!(cancellationToken);
    }
}
