using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.GitHub;

/// <summary>Checks what goes to and fro against GitHub's published description, where it is there.</summary>
internal static class PublishedGitHub
{
    /// <summary>For tests that have another subject: they do not need the description, and are not skipped without it.</summary>
    public static void ShouldAllow(IEnumerable<Exchange> exchanges)
    {
        if (PublishedSchema.PathOf(OpenApiDocument.GitHubFile) is not null)
        {
            exchanges.SelectMany(OpenApiDocument.GitHub.Problems).ShouldBeEmpty();
        }
    }
}
