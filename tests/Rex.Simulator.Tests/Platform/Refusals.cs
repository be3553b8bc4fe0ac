using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Rex.Simulator.Tests.Platform;

/// <summary>A server that is overloaded: it refuses the first writes of each method.</summary>
internal sealed class Refusals(int ofEach) : DelegatingHandler(new SocketsHttpHandler())
{
    private const string Overloaded = """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"ServiceUnavailable","code":503}""";

    /// <summary>How many writes of each method came, refused or not.</summary>
    public ConcurrentDictionary<HttpMethod, int> Of { get; } = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get || Of.AddOrUpdate(request.Method, 1, (_, before) => before + 1) > ofEach)
        {
            return base.SendAsync(request, cancellationToken);
        }

        return Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
            {
                Content = new StringContent(Overloaded, Encoding.UTF8, "application/json"),
            }
        );
    }
}
