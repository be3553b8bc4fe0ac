namespace Rex.Simulator.GitHub.WireMock;

/// <summary>Takes requests to the WireMock server of a world, one at a time.</summary>
internal sealed class WireMockHandler(WireMockGitHub gitHub) : DelegatingHandler(WireMockAdmin.NewHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        gitHub.SendAsync(request, base.SendAsync, cancellationToken);
}
