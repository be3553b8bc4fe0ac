using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.GitHub;

namespace Rex.Simulator.Tests.GitHub;

/// <summary>The embedded GitHub can do more than Rex asks for.</summary>
public sealed class EmbeddedGitHubTests : WorldGitHubTests
{
    [Fact]
    public async Task Pulls_MoreThanAPage_LinksToTheRest()
    {
        for (var number = 5; number <= 37; number++)
        {
            Open(number, "task-4");
        }

        using var first = await Client.GetAsync("/repos/acme/shop/pulls?state=open&head=acme:task-4", Token);

        (await first.Content.ReadFromJsonAsync<JsonArray>(Token))!.Count.ShouldBe(30);
        var link = first.Headers.GetValues("Link").Single();
        link.ShouldContain("rel=\"next\"");
        var next = link[(link.IndexOf('<') + 1)..link.IndexOf('>')];
        (await Client.GetFromJsonAsync<JsonArray>(next, Token))!.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Labels_NoneToPutOn_AreRefused()
    {
        using var answer = await Client.PostAsync("/repos/acme/shop/issues/3/labels", null, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Labels_MoreThanAHundred_AreRefused()
    {
        var names = Enumerable.Range(1, 101).Select(number => $"label {number}").ToArray();

        using var refused = await Client.PostAsJsonAsync("/repos/acme/shop/issues/3/labels", new { labels = names }, Token);
        using var taken = await Client.PostAsJsonAsync("/repos/acme/shop/issues/3/labels", new { labels = names[..100] }, Token);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("Issues cannot have more than 100 labels");
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        World.LabelsOfAll()["acme/shop#3"].Count.ShouldBe(100);
    }

    [Fact]
    public async Task PullRequest_WasClosed_IsListedOnlyWhereAskedFor()
    {
        World.ClosePullRequest("acme/shop", 3);

        (await Client.GetFromJsonAsync<JsonArray>("/repos/acme/shop/pulls?head=acme:feature/task-3", Token))!.ShouldBeEmpty();
        var closed = await Client.GetFromJsonAsync<JsonArray>("/repos/acme/shop/pulls?state=closed&head=acme:feature/task-3", Token);
        closed!.Count.ShouldBe(1);
        closed[0]!["closed_at"].ShouldNotBeNull();
    }

    [Fact]
    public async Task PullRequest_Alone_HasItsDetails()
    {
        var found = await Client.GetFromJsonAsync<JsonObject>("/repos/acme/shop/pulls/3", Token);

        found!["mergeable"]!.GetValue<bool>().ShouldBeTrue();
    }

    private protected override Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options) =>
        new EmbeddedGitHubs().StartAsync(world, options, Token);
}
