using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>What is answered about what is not there: branches without pull requests, pull requests, repositories, tokens.</summary>
internal static class RepositoryStubs
{
    /// <summary>The stubs for what a repository lacks.</summary>
    public static IEnumerable<Stub> Missing(GitHubRepository repository)
    {
        var root = StubRequest.Exactly($"/repos/{repository.FullName}");
        yield return new Stub
        {
            Name = $"{repository.FullName} GET pulls of another branch",
            Priority = StubPriority.Missing,
            // As the lists that there are are asked for: anything less would hide one of them.
            Request = new StubRequest("GET", root + "/pulls")
            {
                Query = StubPages.QueryOf(new Dictionary<string, string> { ["state"] = "open" }, 1),
                QueryPatterns = new Dictionary<string, string> { ["head"] = "[^:]+:.+" },
            },
            Answer = new StubAnswer(200, new JsonArray()),
        };
        var known = string.Join('|', repository.PullRequests.Select(one => one.Number));
        yield return NotFound($"{repository.FullName} another pull request", $@"{root}/issues/(?!(?:{known})/)\d+/labels(?:/[^/]+)?");
    }

    /// <summary>The stubs for other repositories, and for callers without a token.</summary>
    public static IEnumerable<Stub> Missing(IEnumerable<GitHubRepository> repositories)
    {
        var known = string.Join('|', repositories.Select(repository => $@"\Q{repository.FullName}\E"));
        yield return NotFound("another repository", $"(?i)/repos/(?!(?:{known})/)[^/]+/[^/]+/.+");
        yield return new Stub
        {
            Name = "no token",
            Priority = StubPriority.Trouble,
            Request = new StubRequest("ANY", ".*") { Token = "" },
            Answer = new StubAnswer(401, GitHubErrors.RequiresAuthentication),
        };
    }

    private static Stub NotFound(string name, string path) =>
        new()
        {
            Name = name,
            Priority = StubPriority.Missing,
            Request = new StubRequest("ANY", path),
            Answer = new StubAnswer(404, GitHubErrors.NotFound),
        };
}
