using System.Net;
using Rex.Adapters.Tests.Testing;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;

namespace Rex.Adapters.Tests.GitHub;

public sealed class GitHubPullRequestsTests : IDisposable
{
    private static readonly RepositoryName Repository = RepositoryName.Parse("5dlabs/cto");
    private static readonly BranchName Branch = BranchName.Parse("feature/task-3-a&b#c%d");

    private readonly ScriptedGitHub _gitHub = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _gitHub.Dispose();

    [Fact]
    public async Task ListOpenAsync_OnePull_ReturnsAllOfIt()
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, $"[{Pull(7, labels: """{"name":"ready-for-qa","color":"fff"},{"name":"a b"}""")}]");

        var pull = (await _gitHub.PullRequests.ListOpenAsync(Repository, Branch, Cancel)).ShouldHaveSingleItem();

        pull.ShouldHaveTheSameFieldsAs(
            new PullRequest(
                7,
                "https://github.com/5dlabs/cto/pull/7",
                "0123456789abcdef0123456789abcdef01234567",
                new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
                ["ready-for-qa", "a b"]
            )
        );
    }

    [Fact]
    public async Task ListOpenAsync_AnyBranch_AsksForItsHeadEscaped()
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, "[]");

        (await _gitHub.PullRequests.ListOpenAsync(Repository, Branch, Cancel)).ShouldBeEmpty();

        _gitHub.Server.Lines.ShouldBe([
            "GET /repos/5dlabs/cto/pulls?state=open&head=5dlabs%3Afeature%2Ftask-3-a%26b%23c%25d&per_page=100&page=1",
        ]);
        var request = _gitHub.Server.Requests[0];
        request.Headers.Authorization!.ToString().ShouldBe("Bearer token");
        request.Headers.UserAgent.ToString().ShouldStartWith("rex/");
        request.Headers.Accept.ToString().ShouldBe("application/vnd.github+json");
        request.Headers.GetValues("X-GitHub-Api-Version").ShouldBe(["2022-11-28"]);
    }

    [Fact]
    public async Task ListOpenAsync_FilterWasIgnored_ReturnsOnlyWhatMatches()
    {
        string[] pulls =
        [
            Pull(1, headRef: "main"),
            Pull(2, headRef: "Feature/task-3-a&b#c%d"),
            Pull(3, headRepository: """{"id":99,"full_name":"somebody/cto"}"""),
            Pull(4, headRepository: "null"),
            Pull(5),
            Pull(6, headRepository: """{"id":1,"full_name":"5DLabs/CTO"}"""),
            Pull(7, state: "closed"),
        ];
        _gitHub.Server.Answer(HttpStatusCode.OK, $"[{string.Join(',', pulls)}]");

        var found = await _gitHub.PullRequests.ListOpenAsync(Repository, Branch, Cancel);

        found.Select(pull => pull.Number).ShouldBe([5L, 6L]);
    }

    [Fact]
    public async Task ListOpenAsync_RepositoryWasRenamed_FollowsAndKeepsItsPulls()
    {
        const string Renamed = """{"id":1,"full_name":"5dlabs/new-name"}""";
        _gitHub
            .Server.Answer(HttpStatusCode.MovedPermanently, "{}", ("Location", "https://api.github.com/repositories/1/pulls?state=open"))
            .Answer(HttpStatusCode.OK, $"[{Pull(7, headRepository: Renamed, baseRepository: Renamed)}]");

        var found = await _gitHub.PullRequests.ListOpenAsync(Repository, Branch, Cancel);

        found.ShouldHaveSingleItem().Number.ShouldBe(7);
        _gitHub
            .Server.Lines.Last()
            .ShouldBe("GET /repositories/1/pulls?state=open&head=5dlabs%3Afeature%2Ftask-3-a%26b%23c%25d&per_page=100&page=1");
    }

    [Fact]
    public async Task ListOpenAsync_SeveralPages_ReturnsAllOnce()
    {
        _gitHub
            .Server.Answer(
                HttpStatusCode.OK,
                $"[{Pull(1)},{Pull(2)}]",
                ("Link", "<https://elsewhere.example/x?page=2>; rel=\"next\", <https://elsewhere.example/x?page=3>; rel=\"last\"")
            )
            .Answer(HttpStatusCode.OK, $"[{Pull(2)}]", ("Link", "<https://api.github.com/x?page=3>; rel=\"next\""))
            .Answer(HttpStatusCode.OK, $"[{Pull(3)}]", ("Link", "<https://api.github.com/x?page=1>; rel=\"first\""));

        var found = await _gitHub.PullRequests.ListOpenAsync(Repository, Branch, Cancel);

        found.Select(pull => pull.Number).ShouldBe([1L, 2L, 3L]);
        _gitHub.Server.Requests.ShouldAllBe(request => request.RequestUri!.Host == "api.github.com");
        _gitHub.Server.Lines.Last().ShouldEndWith("&page=3");
    }

    [Fact]
    public async Task ListLabelsAsync_TwoPages_ReturnsAll()
    {
        _gitHub
            .Server.Answer(HttpStatusCode.OK, """[{"name":"a"}]""", ("Link", "<https://api.github.com/x?page=2>; rel=\"next\""))
            .Answer(HttpStatusCode.OK, """[{"name":"ready-for-qa"}]""");

        (await _gitHub.PullRequests.ListLabelsAsync(Repository, 7, Cancel)).ShouldBe(["a", "ready-for-qa"]);

        _gitHub.Server.Lines.First().ShouldBe("GET /repos/5dlabs/cto/issues/7/labels?per_page=100&page=1");
    }

    [Fact]
    public async Task RemoveLabelAsync_LabelIsThere_IsTrue()
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, """[{"name":"other"}]""");

        (await _gitHub.PullRequests.RemoveLabelAsync(Repository, 7, "ready for/qa?", Cancel)).ShouldBeTrue();

        _gitHub.Server.Lines.ShouldBe(["DELETE /repos/5dlabs/cto/issues/7/labels/ready%20for%2Fqa%3F"]);
    }

    [Fact]
    public async Task RemoveLabelAsync_LabelIsNotThere_IsFalse()
    {
        _gitHub.Server.Answer(HttpStatusCode.NotFound, """{"message":"Label does not exist","status":"404"}""");

        (await _gitHub.PullRequests.RemoveLabelAsync(Repository, 7, "ready-for-qa", Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task RemoveLabelAsync_RepositoryWasRenamed_DeletesThere()
    {
        _gitHub
            .Server.Answer(HttpStatusCode.TemporaryRedirect, "{}", ("Location", "/repositories/1/issues/7/labels/ready-for-qa"))
            .Answer(HttpStatusCode.OK, "[]");

        (await _gitHub.PullRequests.RemoveLabelAsync(Repository, 7, "ready-for-qa", Cancel)).ShouldBeTrue();

        _gitHub.Server.Lines.Last().ShouldBe("DELETE /repositories/1/issues/7/labels/ready-for-qa");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task RemoveLabelAsync_LabelThatWouldVanishFromThePath_IsRefused(string label)
    {
        await Should.ThrowAsync<ArgumentException>(_gitHub.PullRequests.RemoveLabelAsync(Repository, 7, label, Cancel));

        _gitHub.Server.Requests.ShouldBeEmpty();
    }

    private static string Pull(
        int number,
        string headRef = "feature/task-3-a&b#c%d",
        string headRepository = """{"id":1,"full_name":"5dlabs/cto"}""",
        string baseRepository = """{"id":1,"full_name":"5dlabs/cto"}""",
        string labels = "",
        string state = "open"
    ) =>
        $$"""
            {
              "number": {{number}},
              "state": "{{state}}",
              "html_url": "https://github.com/5dlabs/cto/pull/{{number}}",
              "created_at": "2026-03-01T11:00:00Z",
              "labels": [{{labels}}],
              "head": { "ref": "{{headRef}}", "sha": "0123456789abcdef0123456789abcdef01234567", "repo": {{headRepository}} },
              "base": { "ref": "main", "sha": "1123456789abcdef0123456789abcdef01234567", "repo": {{baseRepository}} }
            }
            """;
}
