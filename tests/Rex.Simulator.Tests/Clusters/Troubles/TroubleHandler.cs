using System.Net.Http.Headers;
using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters.ApiServer;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Clusters.Troubles;

/// <summary>Lets trouble happen on the way to the server.</summary>
internal sealed class TroubleHandler(ApiServerWorldCluster cluster, ClusterTrouble trouble, SimulationClock clock)
    : DelegatingHandler(cluster.CreateHandler())
{
    private readonly HttpMessageInvoker direct = new(cluster.Server.CreateHandler());
    private DateTimeOffset? refusedUntil;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isRex = RexWrite.IsRex(request.Headers.Authorization?.Parameter ?? "");
        if (
            isRex
            && request.Method == HttpMethod.Delete
            && request.RequestUri!.AbsolutePath.Contains("/coderuns/", StringComparison.Ordinal)
        )
        {
            refusedUntil ??= clock.GetUtcNow() + trouble.RefusesFor;
            trouble.OnCancellation(cluster.Server);
        }

        if (isRex && clock.GetUtcNow() < refusedUntil)
        {
            // It is the server that refuses it, in its own words.
            trouble.Happened = true;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "expired");
            return await direct.SendAsync(request, cancellationToken);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (isRex && trouble.LongestWatch is { } longest && request.RequestUri!.Query.Contains("watch=", StringComparison.Ordinal))
        {
            var headers = response.Content.Headers.ContentType;
            var events = await response.Content.ReadAsStreamAsync(cancellationToken);
            response.Content = new StreamContent(new ShortLivedStream(events, longest, clock, () => trouble.Happened = true));
            response.Content.Headers.ContentType = headers;
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            direct.Dispose();
        }

        base.Dispose(disposing);
    }
}
