namespace Rex.Simulator.Tests.Schemas;

/// <summary>Notes every request that passes, with its answer.</summary>
internal sealed class ExchangeRecorder(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Lock gate = new();
    private readonly List<Exchange> exchanges = [];

    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (gate)
            {
                return [.. exchanges];
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        lock (gate)
        {
            exchanges.Add(new Exchange(request.Method.Method, request.RequestUri!.PathAndQuery, body, (int)response.StatusCode, answer));
        }

        return response;
    }
}
