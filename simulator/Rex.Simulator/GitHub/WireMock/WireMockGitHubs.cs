using System.Collections.Concurrent;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>
/// Has a WireMock server for each world. A server starts in seconds: one that a world is done with is emptied and serves the next one.
/// </summary>
internal sealed class WireMockGitHubs(WireMockPrograms programs) : IWorldGitHubs
{
    private readonly ConcurrentBag<WireMockServer> idle = [];

    public string? WhyNot(Scenario scenario) => StubbedScenarios.WhyNot(scenario);

    public async Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options, CancellationToken cancellationToken)
    {
        var server = await TakeAsync(cancellationToken);
        return new WireMockGitHub(server, world, options, () => GiveBackAsync(server));
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var server))
        {
            await server.DisposeAsync();
        }
    }

    private async Task<WireMockServer> TakeAsync(CancellationToken cancellationToken)
    {
        while (idle.TryTake(out var server))
        {
            if (!server.HasExited)
            {
                return server;
            }

            await server.DisposeAsync();
        }

        return await WireMockServer.StartAsync(programs, cancellationToken);
    }

    private async Task GiveBackAsync(WireMockServer server)
    {
        try
        {
            await server.Admin.ResetAsync(CancellationToken.None);
            idle.Add(server);
        }
        catch (Exception error) when (error is HttpRequestException or WireMockException)
        {
            // What cannot be emptied serves nobody.
            await server.DisposeAsync();
        }
    }
}
