namespace Rex.Simulator.Clusters;

/// <summary>Puts the cluster's own way in on each request, in the place of the caller that it names.</summary>
internal sealed class LetInHandler(HttpMessageHandler inner, Func<HttpRequestMessage, CancellationToken, Task> letIn)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await letIn(request, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
