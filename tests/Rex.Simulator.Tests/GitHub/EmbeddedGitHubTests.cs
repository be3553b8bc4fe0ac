using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.GitHub;
using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.GitHub;

public sealed class EmbeddedGitHubTests : IAsyncLifetime
{
    private readonly GitHubWorld world = new(new FakeTimeProvider());
    private readonly List<GitHubLabelEvent> labeled = [];
    private GitHubTrouble trouble;
    private readonly ExchangeRecorder recorder = new(new SocketsHttpHandler());
    private readonly HttpClient client;
    private EmbeddedGitHub gitHub = null!;

    public EmbeddedGitHubTests() => client = new HttpClient(recorder);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        world.Labeled += labeled.Add;
        var repository = new GitHubRepository
        {
            Id = 7,
            Owner = "acme",
            Name = "shop",
        };
        world.Add(repository);
        for (var number = 1; number <= 35; number++)
        {
            var pullRequest = new GitHubPullRequest
            {
                Number = number,
                Branch = number == 3 ? "feature/task-3" : "task-4",
                HeadSha = new string('a', 40),
                CreatedAt = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
            };
            world.OpenPullRequest("acme/shop", pullRequest);
        }

        gitHub = await EmbeddedGitHub.StartAsync(
            world,
            new GitHubOptions { Tokens = token => token == "good", Trouble = _ => trouble },
            Token
        );
        client.BaseAddress = gitHub.BaseAddress;
        client.DefaultRequestHeaders.Authorization = new("Bearer", "good");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await gitHub.DisposeAsync();
        PublishedGitHub.ShouldAllow(recorder.Exchanges);
    }

    [Fact]
    public async Task Pulls_FilteredByHead_HasOnlyThatBranch()
    {
        world.Push("acme/shop", "feature/task-3", new string('b', 40));

        var found = await client.GetFromJsonAsync<JsonArray>("/repos/acme/shop/pulls?state=open&head=acme:feature/task-3", Token);

        found!.Count.ShouldBe(1);
        found[0]!["number"]!.GetValue<long>().ShouldBe(3);
        found[0]!["head"]!["sha"]!.GetValue<string>().ShouldBe(new string('b', 40));
        found[0]!["created_at"]!.GetValue<string>().ShouldBe("2026-03-02T08:00:00Z");
    }

    [Fact]
    public async Task Pulls_MoreThanAPage_LinksToTheRest()
    {
        using var first = await client.GetAsync("/repos/acme/shop/pulls?state=open&head=acme:task-4", Token);

        (await first.Content.ReadFromJsonAsync<JsonArray>(Token))!.Count.ShouldBe(30);
        var link = first.Headers.GetValues("Link").Single();
        link.ShouldContain("rel=\"next\"");
        var next = link[(link.IndexOf('<') + 1)..link.IndexOf('>')];
        (await client.GetFromJsonAsync<JsonArray>(next, Token))!.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Labels_PutOnTwice_MakeOneEvent()
    {
        await AddAsync("ready-for-qa");
        await AddAsync("ready-for-qa");

        labeled.Count.ShouldBe(1);
        labeled[0].ShouldBe(new GitHubLabelEvent("acme/shop", 3, "feature/task-3", "ready-for-qa", "good"));
    }

    [Fact]
    public async Task Labels_TakenOffAndPutOnAgain_MakeASecondEvent()
    {
        await AddAsync("ready-for-qa");
        using var removed = await client.DeleteAsync("/repos/acme/shop/issues/3/labels/ready-for-qa", Token);
        await AddAsync("ready-for-qa");

        removed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await removed.Content.ReadFromJsonAsync<JsonArray>(Token))!.ShouldBeEmpty();
        labeled.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("/repos/acme/shop/issues/3/labels/absent", "Label does not exist")]
    [InlineData("/repos/acme/shop/issues/999/labels/absent", "Not Found")]
    [InlineData("/repos/acme/other/issues/3/labels/absent", "Not Found")]
    public async Task RemoveLabel_NotThere_SaysWhatIsMissing(string path, string message)
    {
        using var answer = await client.DeleteAsync(path, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["message"]!.GetValue<string>().ShouldBe(message);
    }

    [Fact]
    public async Task Labels_NoneToPutOn_AreRefused()
    {
        using var answer = await client.PostAsync("/repos/acme/shop/issues/3/labels", null, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Labels_MoreThanAHundred_AreRefused()
    {
        var names = Enumerable.Range(1, 101).Select(number => $"label {number}").ToArray();

        using var refused = await client.PostAsJsonAsync("/repos/acme/shop/issues/3/labels", new { labels = names }, Token);
        using var taken = await client.PostAsJsonAsync("/repos/acme/shop/issues/3/labels", new { labels = names[..100] }, Token);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("Issues cannot have more than 100 labels");
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        labeled.Count.ShouldBe(100);
    }

    [Fact]
    public async Task PullRequest_WasClosed_IsListedOnlyWhereAskedFor()
    {
        world.ClosePullRequest("acme/shop", 3);

        (await client.GetFromJsonAsync<JsonArray>("/repos/acme/shop/pulls?head=acme:feature/task-3", Token))!.ShouldBeEmpty();
        var closed = await client.GetFromJsonAsync<JsonArray>("/repos/acme/shop/pulls?state=closed&head=acme:feature/task-3", Token);
        closed!.Count.ShouldBe(1);
        closed[0]!["closed_at"].ShouldNotBeNull();
    }

    [Fact]
    public async Task PullRequest_Alone_HasItsDetails()
    {
        var found = await client.GetFromJsonAsync<JsonObject>("/repos/acme/shop/pulls/3", Token);

        found!["mergeable"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Request_WithAnUnknownToken_HasBadCredentials()
    {
        client.DefaultRequestHeaders.Authorization = new("Bearer", "bad");

        using var answer = await client.GetAsync("/repos/acme/shop/pulls/3", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["message"]!.GetValue<string>().ShouldBe("Bad credentials");
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
        trouble = (GitHubTrouble)wrong;
        // Not recorded: the page of an outage is no answer of the API.
        using var direct = new HttpClient();
        direct.DefaultRequestHeaders.Authorization = new("Bearer", "good");

        using var answer = await direct.DeleteAsync(new Uri(gitHub.BaseAddress, "/repos/acme/shop/issues/3/labels/absent"), Token);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldStartWith(body);
    }

    private async Task AddAsync(string label)
    {
        using var answer = await client.PostAsJsonAsync("/repos/acme/shop/issues/3/labels", new { labels = new[] { label } }, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
