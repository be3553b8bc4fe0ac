using Rex.Simulator.GitHub.WireMock;

namespace Rex.Simulator.GitHub;

/// <summary>Chooses what GitHub the worlds of a run have.</summary>
internal static class WorldGitHubs
{
    /// <exception cref="WireMockException">Something is missing that this kind needs.</exception>
    public static IWorldGitHubs Of(GitHubKind kind)
    {
        if (kind == GitHubKind.Embedded)
        {
            return new EmbeddedGitHubs();
        }

        return WireMockPrograms.TryFind(out var programs, out var missing)
            ? new WireMockGitHubs(programs)
            : throw new WireMockException(missing);
    }
}
