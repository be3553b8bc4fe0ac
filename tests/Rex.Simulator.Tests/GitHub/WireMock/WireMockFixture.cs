using Rex.Simulator.GitHub.WireMock;

[assembly: AssemblyFixture(typeof(Rex.Simulator.Tests.GitHub.WireMock.WireMockFixture))]

namespace Rex.Simulator.Tests.GitHub.WireMock;

/// <summary>The WireMock servers that tests share, one after the other; none where there is no WireMock.</summary>
public sealed class WireMockFixture : IAsyncDisposable
{
    private readonly WireMockGitHubs? gitHubs;
    private readonly WireMockPrograms? found;
    private readonly string missing = "";

    public WireMockFixture()
    {
        if (WireMockPrograms.TryFind(out var programs, out var why))
        {
            found = programs;
            gitHubs = new WireMockGitHubs(programs);
        }
        else
        {
            missing = why;
        }
    }

    public ValueTask DisposeAsync() => gitHubs?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>For a server of the test's own. Skips the test where there is none, and says why.</summary>
    internal WireMockPrograms RequirePrograms()
    {
        Assert.SkipWhen(found is null, missing);
        return found;
    }

    /// <summary>The servers. Skips the test where there are none, and says why.</summary>
    internal WireMockGitHubs Require()
    {
        Assert.SkipWhen(gitHubs is null, missing);
        return gitHubs;
    }
}
