using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Rex.Adapters.Tests.Testing;

/// <summary>Stands in the way of Rex's requests: notes each, and answers in the server's place where a test says so.</summary>
public sealed class FaultHandler : DelegatingHandler
{
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>Given the request and its number from 1: what becomes of it. Null passes it on.</summary>
    public Func<HttpRequestMessage, int, Task<HttpResponseMessage?>> Intercept { get; set; } =
        (_, _) => Task.FromResult<HttpResponseMessage?>(null);

    /// <summary>Where it is set, requests get no answer until they are cancelled; it is completed when the first one comes.</summary>
    public TaskCompletionSource? Hang { get; set; }

    /// <summary>Method, path and query of each request so far.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>An error as API servers answer it.</summary>
    public static HttpResponseMessage Status(HttpStatusCode code, string reason, string message) =>
        Text(
            code,
            $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","message":"{{message}}","code":{{(int)code}}}"""
        );

    public static HttpResponseMessage Text(HttpStatusCode code, string body) =>
        new(code) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (Hang is { } asked)
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return await Intercept(request, _requests.Count) ?? await base.SendAsync(request, cancellationToken);
    }
}
