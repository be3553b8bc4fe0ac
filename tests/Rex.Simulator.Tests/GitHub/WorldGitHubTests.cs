using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.GitHub;
using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.GitHub;

/// <summary>What the GitHub of a world has to answer, whichever it is.</summary>
public abstract class WorldGitHubTests : IAsyncLifetime
{
    private const string OfBranch = "/repos/acme/shop/pulls?state=open&head=acme:feature/task-3&per_page=100&page=1";
    private const string QaLabel = "/repos/acme/shop/issues/3/labels/ready-for-qa";
    private const string Labels = "/repos/acme/shop/issues/3/labels?per_page=100&page=1";

    private readonly List<GitHubLabelEvent> labeled = [];
    private ExchangeRecorder recorder = null!;
    private GitHubTrouble trouble;

    private protected GitHubWorld World { get; } = new(new FakeTimeProvider());

    private protected IWorldGitHub GitHub { get; private set; } = null!;

    private protected HttpClient Client { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options);

    public async ValueTask InitializeAsync()
    {
        World.Labeled += labeled.Add;
        World.Add(
            new GitHubRepository
            {
                Id = 7,
                Owner = "acme",
                Name = "shop",
            }
        );
        Open(3, "feature/task-3");
        Open(4, "task-4");
        GitHub = await StartAsync(World, new GitHubOptions { Tokens = token => token == "good", Trouble = _ => trouble });
        recorder = new ExchangeRecorder(GitHub.CreateHandler());
        Client = new HttpClient(recorder) { BaseAddress = GitHub.BaseAddress };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", "good");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (GitHub is null)
        {
            // Skipped.
            return;
        }

        Client.Dispose();
        await GitHub.DisposeAsync();
        PublishedGitHub.ShouldAllow(recorder.Exchanges);
    }

    [Fact]
    public async Task Pulls_AfterAPush_HaveTheNewHead()
    {
        World.Push("acme/shop", "feature/task-3", new string('b', 40));

        var found = await Client.GetFromJsonAsync<JsonArray>(OfBranch, Token);

        found!.Count.ShouldBe(1);
        found[0]!["number"]!.GetValue<long>().ShouldBe(3);
        found[0]!["head"]!["sha"]!.GetValue<string>().ShouldBe(new string('b', 40));
        found[0]!["created_at"]!.GetValue<string>().ShouldBe("2026-03-02T08:00:00Z");
        found[0]!["url"]!.GetValue<string>().ShouldBe(new Uri(GitHub.BaseAddress, "/repos/acme/shop/pulls/3").ToString());
    }

    [Fact]
    public async Task Pulls_OfABranchWithout_AreNone()
    {
        var found = await Client.GetFromJsonAsync<JsonArray>(OfBranch.Replace("task-3", "task-33", StringComparison.Ordinal), Token);

        found!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pulls_OpenedAndClosedMeanwhile_FollowTheWorld()
    {
        (await Client.GetFromJsonAsync<JsonArray>(OfBranch, Token))!.Count.ShouldBe(1);
        Open(9, "feature/task-3", "ready-for-qa");
        World.ClosePullRequest("acme/shop", 3);

        var found = await Client.GetFromJsonAsync<JsonArray>(OfBranch, Token);

        found.ShouldNotBeNull().Select(one => one!["number"]!.GetValue<long>()).ShouldBe([9]);
        found[0]!["labels"]![0]!["name"]!.GetValue<string>().ShouldBe("ready-for-qa");
    }

    [Fact]
    public async Task Labels_PutOnTwice_MakeOneEvent()
    {
        await AddAsync();
        await AddAsync();

        labeled.ShouldHaveSingleItem().ShouldBe(new GitHubLabelEvent("acme/shop", 3, "feature/task-3", "ready-for-qa", "good"));
        (await Client.GetFromJsonAsync<JsonArray>(Labels, Token))!.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Labels_TakenOffAndPutOnAgain_MakeASecondEvent()
    {
        await AddAsync();
        using var removed = await Client.DeleteAsync(QaLabel, Token);
        World.LabelsOfAll()["acme/shop#3"].ShouldBeEmpty();
        await AddAsync();

        removed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await removed.Content.ReadFromJsonAsync<JsonArray>(Token))!.ShouldBeEmpty();
        labeled.Count.ShouldBe(2);
        World.LabelsOfAll()["acme/shop#3"].ShouldBe(["ready-for-qa"]);
        World.LabelsOfAll()["acme/shop#4"].ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/repos/acme/shop/issues/3/labels/absent", "Label does not exist")]
    [InlineData("/repos/acme/shop/issues/999/labels/absent", "Not Found")]
    [InlineData("/repos/acme/other/issues/3/labels/absent", "Not Found")]
    public async Task RemoveLabel_NotThere_SaysWhatIsMissing(string path, string message)
    {
        using var answer = await Client.DeleteAsync(path, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["message"]!.GetValue<string>().ShouldBe(message);
    }

    [Theory]
    [InlineData(null, "Requires authentication")]
    [InlineData("bad", "Bad credentials")]
    public async Task Request_WithoutAGoodToken_IsRefused(string? token, string message)
    {
        Client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);

        using var answer = await Client.GetAsync(OfBranch, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["message"]!.GetValue<string>().ShouldBe(message);
    }

    [Theory]
    [InlineData(
        GitHubTrouble.LostAccess,
        404,
        """{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}"""
    )]
    [InlineData(
        GitHubTrouble.BadToken,
        401,
        """{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","status":"401"}"""
    )]
    [InlineData(GitHubTrouble.Outage, 503, "<!DOCTYPE html>")]
    public async Task Request_WhileSomethingIsWrong_IsAnsweredSo(object wrong, int status, string body)
    {
        await AddAsync();
        trouble = (GitHubTrouble)wrong;
        using var direct = NewUnrecordedClient();

        using var answer = await direct.DeleteAsync(QaLabel, Token);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldStartWith(body);
        World.LabelsOfAll()["acme/shop#3"].ShouldBe(["ready-for-qa"]);

        trouble = GitHubTrouble.None;
        using var then = await direct.DeleteAsync(QaLabel, Token);
        then.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_WhileConnectionsAreReset_DoesNothing()
    {
        await AddAsync();
        trouble = GitHubTrouble.Reset;
        using var direct = NewUnrecordedClient();

        await Should.ThrowAsync<HttpRequestException>(() => direct.DeleteAsync(QaLabel, Token));

        trouble = GitHubTrouble.None;
        World.LabelsOfAll()["acme/shop#3"].ShouldBe(["ready-for-qa"]);
        (await GitHub.RecordAsync([], Token)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_TellTheWorldsTime()
    {
        using var answer = await Client.GetAsync(OfBranch, Token);

        answer.Headers.Date.ShouldBe(World.Clock.GetUtcNow());
    }

    private protected void Open(long number, string branch, params string[] labels) =>
        World.OpenPullRequest(
            "acme/shop",
            new GitHubPullRequest
            {
                Number = number,
                Branch = branch,
                HeadSha = new string('a', 40),
                CreatedAt = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
                Labels = [.. labels],
            }
        );

    /// <summary>For what is no answer of the API: the page of an outage, say.</summary>
    private protected HttpClient NewUnrecordedClient()
    {
        var direct = new HttpClient(GitHub.CreateHandler()) { BaseAddress = GitHub.BaseAddress };
        direct.DefaultRequestHeaders.Authorization = new("Bearer", "good");
        return direct;
    }

    private async Task AddAsync()
    {
        using var answer = await Client.PostAsJsonAsync(
            "/repos/acme/shop/issues/3/labels",
            new { labels = new[] { "ready-for-qa" } },
            Token
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
